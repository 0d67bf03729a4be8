"""What is asked, what is missing, what is a gap and what it scores; laws first, then the cases one can picture."""

from dataclasses import replace

import pytest
from hypothesis import given

from commongrid.registry.checklists import faults, grammar, rules, stored
from commongrid.registry.checklists.terms import Answer, AnswerKind, Answers, Checklist, Missing
from tests.registry.checklists.things import checklist, inspections, question

MATTERS = {"XF-003": {"where": ["road", "estate"]}, "XF-035": {}}
type Inspection = tuple[Checklist, dict[str, Answer]]


def codes(checklist: Checklist, answers: Answers) -> list[str]:
    return [each.code for each in rules.which_questions(checklist, answers).answer]


@given(inspections())
def test_what_is_made_for_the_laws_has_no_flaw(inspection: Inspection) -> None:
    assert faults.flaws(inspection[0], MATTERS) == ()


@given(inspections())
def test_asked_in_order_and_never_without_what_it_hangs_on(inspection: Inspection) -> None:
    asked = codes(*inspection)
    order = [each.code for each in inspection[0].questions]
    assert asked == [code for code in order if code in asked]
    for each in rules.which_questions(*inspection).answer:
        assert each.only_if is None or each.only_if.question in asked[: asked.index(each.code)]


@given(inspections())
def test_every_question_left_out_says_why(inspection: Inspection) -> None:
    verdict = rules.which_questions(*inspection)
    left_out = {each.code for each in inspection[0].questions} - {each.code for each in verdict.answer}
    assert {why.facts["question"] for why in verdict.why} == left_out


@given(inspections())
def test_answers_to_questions_that_are_not_asked_change_nothing(inspection: Inspection) -> None:
    asked = set(codes(*inspection))
    kept = {code: answer for code, answer in inspection[1].items() if code in asked}
    for rule in (rules.what_is_missing, rules.which_gaps, rules.what_score):
        assert rule(*inspection) == rule(inspection[0], kept)  # type: ignore[operator]


@given(inspections())
def test_a_gap_comes_from_an_answer_that_was_given_and_opens_a_matter(inspection: Inspection) -> None:
    by_code = {each.code: each for each in inspection[0].questions}
    for gap in rules.which_gaps(*inspection).answer:
        assert gap.question in codes(*inspection)
        assert gap.opens in MATTERS
        answer = inspection[1].get(gap.question, Answer())
        assert rules.is_given(by_code[gap.question], answer)


@given(inspections())
def test_points_lie_between_nothing_and_all_and_a_gap_earns_none(inspection: Inspection) -> None:
    score = rules.what_score(*inspection).answer
    assert 0 <= score.got <= score.most <= sum(each.score for each in inspection[0].questions)
    by_code = {each.code: each for each in inspection[0].questions}
    lost = sum(by_code[gap.question].score for gap in rules.which_gaps(*inspection).answer)
    assert score.got == score.most - lost
    assert score.share is None or 0 <= score.share <= 1


@given(inspections())
def test_filling_in_what_is_missing_ends_somewhere(inspection: Inspection) -> None:
    """A worker who does what is asked for, one thing after another, gets done."""
    asked, answers = inspection[0], dict(inspection[1])
    good: dict[AnswerKind, str | float] = {
        AnswerKind.YES_NO: "yes",
        AnswerKind.CHOICE: "red",
        AnswerKind.NUMBER: 0.0,
        AnswerKind.PHOTO: "",
        AnswerKind.TEXT: "seen",
    }
    kinds = {each.code: each.kind for each in asked.questions}
    for _ in range(3 * len(asked.questions) + 1):
        missing = rules.what_is_missing(asked, answers).answer
        if not missing:
            break
        code = missing[0].question
        answer = answers.get(code, Answer())
        value = answer.value if missing[0].what == "photo" else good[kinds[code]]
        answers[code] = replace(answer, value=value, photos=1)
    assert rules.what_is_missing(asked, answers).answer == ()


@given(inspections())
def test_a_question_kept_in_an_edition_comes_back_as_it_was(inspection: Inspection) -> None:
    for each in inspection[0].questions:
        assert stored.question(stored.as_json(each)) == each


GAS = checklist(
    question("entered", "choice", gap="is none"),
    question("bottled", only_if="entered is red"),
    question("old", "number", only_if="bottled yes", gap="> 4", photo="gap"),
    question("crack", "number", gap="rise > 5", photo="always"),
)


def test_what_hangs_on_a_question_that_is_not_asked_is_not_asked() -> None:
    assert codes(GAS, {}) == ["entered", "crack"]
    assert codes(GAS, {"bottled": Answer("yes")}) == ["entered", "crack"]
    assert codes(GAS, {"entered": Answer("red"), "bottled": Answer("yes")}) == [
        "entered",
        "bottled",
        "old",
        "crack",
    ]


def test_a_reading_is_a_gap_only_against_the_one_before() -> None:
    assert not rules.which_gaps(GAS, {"crack": Answer(20.0)}).answer
    assert not rules.which_gaps(GAS, {"crack": Answer(20.0, before=15.0)}).answer
    (gap,) = rules.which_gaps(GAS, {"crack": Answer(20.0, before=14.0)}).answer
    assert (gap.question, gap.opens) == ("crack", "XF-003")


def test_the_photo_is_asked_for_by_the_answer() -> None:
    answers = {"entered": Answer("red"), "bottled": Answer("yes"), "crack": Answer(1.0, photos=1)}
    fine = rules.what_is_missing(GAS, {**answers, "old": Answer(3.0)})
    assert (fine.answer, fine.why[0].key) == ((), "checklists.whole")
    gap = rules.what_is_missing(GAS, {**answers, "old": Answer(5.0)})
    assert gap.answer == (Missing("old", "photo"),)
    assert rules.what_is_missing(GAS, {**answers, "old": Answer(5.0, photos=1)}).answer == ()


def test_an_answer_nobody_offered_is_asked_for_again() -> None:
    missing = rules.what_is_missing(GAS, {"entered": Answer("green"), "crack": Answer(1.0, photos=1)})
    assert missing.answer == (Missing("entered", "other_answer"),)


@pytest.mark.parametrize(
    "words", ["", "yes", "no", "is red|blue", "not none", "> 8", "< 3", "rise > 5", "> 0.5", "always", "gap"]
)
def test_a_test_is_written_as_it_is_read(words: str) -> None:
    assert grammar.written(grammar.read_test(words)) == words


@pytest.mark.parametrize("words", ["maybe", "is", "is |a", "rise < 5", "> many", "not", "yes please"])
def test_words_that_are_no_test_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match=words.replace("|", r"\|")):
        grammar.read_test(words)


@pytest.mark.parametrize("words", ["q1", "q1 gap", "q1 perhaps"])
def test_a_condition_needs_a_question_and_an_answer(words: str) -> None:
    with pytest.raises(ValueError, match=r"q1|perhaps"):
        grammar.read_condition(words)
