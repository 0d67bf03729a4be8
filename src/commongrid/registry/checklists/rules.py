"""Decisions about a checklist: what is asked, what is missing, what is a gap, what it scores."""

from __future__ import annotations

from math import isfinite

from commongrid.base.verdicts import Verdict, Why
from commongrid.registry.checklists.terms import (
    Answer,
    AnswerKind,
    Answers,
    Checklist,
    Gap,
    Missing,
    Question,
    Score,
    Sense,
    Test,
)

NOTHING = Answer()


def which_questions(checklist: Checklist, answers: Answers) -> Verdict[tuple[Question, ...]]:
    """The questions to ask given the answers so far, in order; the why tells which were left out and because of what.

    A question that hangs on one that is not asked, or not answered yet, is not asked either.
    """
    asked: dict[str, Question] = {}
    left_out: list[Why] = []
    for question in checklist.questions:
        on = question.only_if
        earlier = asked.get(on.question) if on else None
        if on is None or (earlier and meets(on.test, earlier, answers.get(on.question, NOTHING))):
            asked[question.code] = question
        else:
            left_out.append(Why("checklists.left_out", {"question": question.code, "earlier": on.question}))
    return Verdict(tuple(asked.values()), tuple(left_out))


def is_given(question: Question, answer: Answer) -> bool:
    """Is there an answer of the question's kind at all? Whether it is offered is another matter (`is_offered`)."""
    if question.kind == AnswerKind.PHOTO:
        return answer.photos > 0
    if question.kind == AnswerKind.NUMBER:
        return isinstance(answer.value, int | float) and isfinite(answer.value)
    return bool(str(answer.value).strip())


def is_offered(question: Question, answer: Answer) -> bool:
    """Is the answer one of those to choose from? True where there is nothing to choose."""
    offered = {option.value for option in question.offered()}
    return not offered or answer.value in offered


def meets(test: Test, question: Question, answer: Answer) -> bool:
    """Does the answer meet the test? No answer meets none but "always"."""
    if test.sense == Sense.ALWAYS:
        return True
    if test.sense == Sense.GAP:
        return is_gap(question, answer)
    if not is_given(question, answer):
        return False
    if test.sense in {Sense.IS, Sense.NOT}:
        return (str(answer.value) in test.values) == (test.sense == Sense.IS)
    return _is_beyond(test, answer)


def _is_beyond(test: Test, answer: Answer) -> bool:
    if not isinstance(answer.value, int | float):
        return False
    if test.sense == Sense.RISES:
        return answer.before is not None and answer.value - answer.before > test.figure
    return answer.value > test.figure if test.sense == Sense.ABOVE else answer.value < test.figure


def is_gap(question: Question, answer: Answer) -> bool:
    """Does this answer show something that must be put right?"""
    return question.gap is not None and is_given(question, answer) and meets(question.gap, question, answer)


def what_is_missing(checklist: Checklist, answers: Answers) -> Verdict[tuple[Missing, ...]]:
    """What stands between this inspection and sending it; empty when it may be sent."""
    asked = which_questions(checklist, answers).answer
    missing = [
        Missing(each.code, what) for each in asked if (what := _lacks(each, answers.get(each.code, NOTHING)))
    ]
    told = tuple(Why(f"checklists.missing_{each.what}", {"question": each.question}) for each in missing)
    return Verdict(tuple(missing), told or (Why("checklists.whole", {"questions": len(asked)}),))


def _lacks(question: Question, answer: Answer) -> str:
    if not is_given(question, answer):
        return "answer" if question.required else ""
    if not is_offered(question, answer):
        return "other_answer"
    needs_photo = question.photo is not None and meets(question.photo, question, answer)
    return "photo" if needs_photo and not answer.photos else ""


def which_gaps(checklist: Checklist, answers: Answers) -> Verdict[tuple[Gap, ...]]:
    """The gaps the answers show, in order of the questions, each with the matter it opens."""
    found = [
        each
        for each in which_questions(checklist, answers).answer
        if is_gap(each, answers.get(each.code, NOTHING))
    ]
    gaps = tuple(Gap(each.code, each.opens, dict(each.opens_with), each.urgency) for each in found)
    told = tuple(
        Why(
            "checklists.gap",
            {"question": each.code, "answer": str(answers[each.code].value), "opens": each.opens},
        )
        for each in found
    )
    return Verdict(gaps, told or (Why("checklists.no_gap"),))


def what_score(checklist: Checklist, answers: Answers) -> Verdict[Score]:
    """Points of the questions asked and answered: a gap earns nothing, what was not asked counts neither way."""
    asked = which_questions(checklist, answers).answer
    answered = [
        each for each in asked if each.gap is not None and is_given(each, answers.get(each.code, NOTHING))
    ]
    most = sum(each.score for each in answered)
    got = sum(each.score for each in answered if not is_gap(each, answers[each.code]))
    facts = {"got": got, "most": most, "questions": len(answered)}
    return Verdict(Score(got, most), (Why("checklists.scored", facts),))
