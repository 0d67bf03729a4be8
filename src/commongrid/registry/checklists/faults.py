"""What keeps a checklist from being published: every flaw with the place of its question. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from commongrid.base.verdicts import Why
from commongrid.registry.checklists import grammar
from commongrid.registry.checklists.terms import AnswerKind, Checklist, Flaw, Question, Sense, Test
from commongrid.registry.matters.terms import Item
from commongrid.registry.premises.terms import Kind

type Matters = Mapping[str, Mapping[str, Collection[str]]]
"""Each matter that may be opened: its own questions and the answers each offers (none: anything)."""

CHOSEN = {AnswerKind.YES_NO, AnswerKind.CHOICE}
FIGURES = {Sense.ABOVE, Sense.BELOW, Sense.RISES}


def answers_of(item: Item) -> dict[str, list[str]]:
    """The questions of a matter and the answers each offers."""
    return {
        str(question["key"]): [str(option["value"]) for option in question.get("options", ())]
        for question in item.questions
    }


def flaws(checklist: Checklist, matters: Matters) -> tuple[Flaw, ...]:
    """Everything wrong, in order of the questions; empty when it may be published."""
    whole = [Flaw(0, why) for why in _of_the_whole(checklist)]
    places = {question.code: order for order, question in reversed(_numbered(checklist))}
    return (
        *whole,
        *(
            Flaw(order, why)
            for order, question in _numbered(checklist)
            for why in _of_one(order, question, checklist, places, matters)
        ),
    )


def _numbered(checklist: Checklist) -> list[tuple[int, Question]]:
    return list(enumerate(checklist.questions, start=1))


def _of_the_whole(checklist: Checklist) -> Iterator[Why]:
    for name in ("code", "zh", "en"):
        if not getattr(checklist, name).strip():
            yield Why("checklists.blank", {"field": name})
    if not checklist.questions:
        yield Why("checklists.no_question", {"code": checklist.code})
    for kind in checklist.premises:
        if kind not in set(Kind):
            yield Why("checklists.unknown_kind", {"code": checklist.code, "kind": kind})


def _of_one(
    order: int, question: Question, checklist: Checklist, places: Mapping[str, int], matters: Matters
) -> Iterator[Why]:
    yield from _of_words(order, question, places)
    yield from _of_condition(order, question, checklist, places)
    yield from _of_opening(question, matters)
    for field in ("gap", "photo"):
        if (test := getattr(question, field)) is not None:
            yield from _of_test(field, test, question)


def _of_words(order: int, question: Question, places: Mapping[str, int]) -> Iterator[Why]:
    if places[question.code] != order:
        yield Why("checklists.double", {"question": question.code, "first": places[question.code]})
    for name in ("code", "zh", "en"):
        if not getattr(question, name).strip():
            yield Why("checklists.blank", {"field": name})
    values = [option.value for option in question.options]
    if question.kind == AnswerKind.CHOICE and len(set(values)) < 2:
        yield Why("checklists.no_choice", {"question": question.code})
    if question.kind != AnswerKind.CHOICE and values:
        yield Why("checklists.options_unused", {"question": question.code, "kind": question.kind.value})
    for value in sorted({value for value in values if values.count(value) > 1}):
        yield Why("checklists.option_twice", {"question": question.code, "value": value})
    if question.score < 0:
        yield Why("checklists.score_below_zero", {"question": question.code})


def _of_condition(
    order: int, question: Question, checklist: Checklist, places: Mapping[str, int]
) -> Iterator[Why]:
    on = question.only_if
    if on is None:
        return
    place = places.get(on.question, 0)
    if not place:
        yield Why("checklists.unknown_question", {"question": question.code, "earlier": on.question})
    elif place >= order:
        key = "checklists.circle" if _comes_back(question, checklist) else "checklists.later"
        yield Why(key, {"question": question.code, "earlier": on.question})
    else:
        yield from _of_test("only_if", on.test, checklist.questions[place - 1])


def _comes_back(question: Question, checklist: Checklist) -> bool:
    """Does following the conditions lead back to where one began?"""
    by_code = {each.code: each for each in checklist.questions}
    seen: set[str] = set()
    here: Question | None = question
    while here and here.only_if and here.code not in seen:
        seen.add(here.code)
        if here.only_if.question == question.code:
            return True
        here = by_code.get(here.only_if.question)
    return False


def _of_opening(question: Question, matters: Matters) -> Iterator[Why]:
    if question.gap is not None and not question.opens:
        yield Why("checklists.opens_nothing", {"question": question.code})
    if question.gap is None and question.opens:
        yield Why("checklists.never_opens", {"question": question.code, "opens": question.opens})
    if not question.opens:
        return
    if question.opens not in matters:
        yield Why("checklists.unknown_matter", {"question": question.code, "opens": question.opens})
        return
    for key, answer in question.opens_with.items():
        offered = matters[question.opens].get(key)
        if offered is None or (offered and answer not in offered):
            facts = {"opens": question.opens, "with": f"{key}={answer}"}
            yield Why("checklists.opens_with", facts)


def _of_test(field: str, test: Test, asked: Question) -> Iterator[Why]:
    """A test of `field` on the answers of `asked`."""
    facts = {"field": field, "test": grammar.written(test), "question": asked.code}
    if test.sense in FIGURES and asked.kind != AnswerKind.NUMBER:
        yield Why("checklists.not_a_number", facts)
    if test.sense in {Sense.IS, Sense.NOT}:
        offered = {option.value for option in asked.offered()}
        if asked.kind not in CHOSEN:
            yield Why("checklists.not_chosen", facts)
        for value in test.values:
            if asked.kind in CHOSEN and value not in offered:
                yield Why("checklists.not_offered", {**facts, "value": value})
    if test.sense == Sense.GAP and (field == "gap" or asked.gap is None):
        yield Why("checklists.no_gap_to_test", facts)
