"""Every way a checklist can be wrong, with the place of the question that is."""

import pytest

from commongrid.registry.checklists import faults
from commongrid.registry.checklists.terms import Checklist, Option
from tests.registry.checklists.things import checklist, question

MATTERS = {"XF-003": {"where": ["road", "estate"], "depth": []}}


def found(wrong: Checklist) -> list[tuple[int, str]]:
    return [(flaw.order, flaw.why.key.removeprefix("checklists.")) for flaw in faults.flaws(wrong, MATTERS)]


FINE = question("a", gap="no")


@pytest.mark.parametrize(
    ("wrong", "flaws"),
    [
        (checklist(), [(0, "no_question")]),
        (checklist(FINE, code=" "), [(0, "blank")]),
        (checklist(question("a", zh="")), [(1, "blank")]),
        (checklist(FINE, FINE), [(2, "double")]),
        (checklist(question("a", "choice", options=())), [(1, "no_choice")]),
        (checklist(question("a", "text", options=(Option("x", "甲", "X"),))), [(1, "options_unused")]),
        (
            checklist(
                question(
                    "a",
                    "choice",
                    options=(Option("x", "甲", "X"), Option("x", "乙", "Y"), Option("y", "丙", "Z")),
                )
            ),
            [(1, "option_twice")],
        ),
        (checklist(question("a", score=-1)), [(1, "score_below_zero")]),
        (checklist(FINE, question("b", only_if="z yes")), [(2, "unknown_question")]),
        (checklist(question("a", only_if="b yes"), question("b")), [(1, "later")]),
        (checklist(question("a", only_if="a yes")), [(1, "circle")]),
        (checklist(question("a", only_if="b yes"), question("b", only_if="a yes")), [(1, "circle")]),
        (checklist(FINE, question("b", only_if="a is maybe")), [(2, "not_offered")]),
        (checklist(FINE, question("b", only_if="a > 3")), [(2, "not_a_number")]),
        (checklist(question("a", gap="no", opens="")), [(1, "opens_nothing")]),
        (checklist(question("a", opens="XF-003")), [(1, "never_opens")]),
        (checklist(question("a", gap="no", opens="XX-999")), [(1, "unknown_matter")]),
        (checklist(question("a", gap="no", opens_with={"where": "moon"})), [(1, "opens_with")]),
        (checklist(question("a", gap="no", opens_with={"when": "now"})), [(1, "opens_with")]),
        (checklist(question("a", "choice", gap="is green")), [(1, "not_offered")]),
        (checklist(question("a", "text", gap="is red")), [(1, "not_chosen")]),
        (checklist(question("a", gap="> 3")), [(1, "not_a_number")]),
        (checklist(question("a", photo="gap")), [(1, "no_gap_to_test")]),
    ],
)
def test_each_flaw_is_named_at_its_question(wrong: Checklist, flaws: list[tuple[int, str]]) -> None:
    assert found(wrong) == flaws


def test_all_flaws_are_told_not_only_the_first() -> None:
    wrong = checklist(question("a", gap="no", opens="XX-999"), question("b", only_if="z yes", gap="> 3"))
    assert found(wrong) == [(1, "unknown_matter"), (2, "unknown_question"), (2, "not_a_number")]


@pytest.mark.parametrize("given", [{}, {"where": "road"}, {"depth": "12"}])
def test_what_is_right_has_no_flaw(given: dict[str, str]) -> None:
    assert found(checklist(question("a", gap="no", opens_with=given))) == []
