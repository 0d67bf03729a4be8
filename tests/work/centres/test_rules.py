"""What a standard needs, what is handed in, what it comes to, who stands above, how long a grade holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from commongrid.work.centres import queries, rules
from commongrid.work.centres.terms import Evidence, Grade, Judged, Level, Met, Standard

STANDARD = queries.proposed()
ALL = {item.code: Judged(item.code, Met.YES, None, 1, "写在制度里") for item in STANDARD.items}


def test_the_proposed_standard_is_whole() -> None:
    assert rules.is_standard(STANDARD).answer
    assert sum(item.weight for item in STANDARD.items) == 100
    for wrong in (
        Standard(()),
        replace(STANDARD, items=STANDARD.items[:3]),
        replace(STANDARD, items=(*STANDARD.items, STANDARD.items[0])),
        replace(STANDARD, meets_from=95),
    ):
        assert not rules.is_standard(wrong).answer


def test_a_table_is_read_or_its_first_bad_line_is_named() -> None:
    head = ",".join(rules.COLUMNS)
    good = rules.items_of(f"{head}\nworking,w1,5,y,fact,hours,开放时间公开,The hours are public\n")
    assert good.answer[0].must
    for wrong in (
        "code,zh\n",
        f"{head}\nnowhere,w1,5,,words,,中,En\n",
        f"{head}\nworking,w1,x,,words,,中,En\n",
    ):
        assert rules.items_of(wrong).why


def test_what_a_centre_comes_to() -> None:
    assert rules.result(STANDARD, ALL).grade == Grade.MODEL
    halves = {code: replace(one, own=Met.PARTLY) for code, one in ALL.items()}
    assert (rules.result(STANDARD, halves).score, rules.result(STANDARD, halves).grade) == (50, Grade.NOT_YET)
    must = next(item.code for item in STANDARD.items if item.must)
    without = {**ALL, must: replace(ALL[must], own=Met.NO)}
    assert rules.result(STANDARD, without).grade == Grade.NOT_YET, "whatever the score"
    lowered = {**ALL, "r1": replace(ALL["r1"], found=Met.NO), "r2": replace(ALL["r2"], found=Met.NO)}
    assert (rules.result(STANDARD, lowered).grade, rules.result(STANDARD, lowered).lacking) == (
        Grade.MEETS,
        ("r1", "r2"),
    )


@pytest.mark.parametrize(
    ("evidence", "gap"), [(Evidence.PHOTO, {"photos": 0}), (Evidence.WORDS, {"words": " "})]
)
def test_what_is_said_to_be_met_is_shown(evidence: Evidence, gap: dict[str, object]) -> None:
    assert rules.can_be_submitted(STANDARD.items, ALL).answer
    code = next(item.code for item in STANDARD.items if item.evidence == evidence)
    lacking = replace(ALL[code], **gap)  # type: ignore[arg-type]
    assert not rules.can_be_submitted(STANDARD.items, {**ALL, code: lacking}).answer
    assert rules.can_be_submitted(STANDARD.items, {**ALL, code: replace(lacking, own=Met.NO)}).answer
    assert not rules.can_be_submitted(STANDARD.items, {**ALL, code: replace(lacking, own=None)}).answer


@pytest.mark.parametrize(
    ("reviewer", "area", "is_own", "may"),
    [
        ("4499", "449900101", False, True),
        ("449900101", "449900101001", False, True),
        ("449900101", "449900101", False, False),
        ("449900102", "449900101001", False, False),
        ("4499", "4499", False, True),
        ("4499", "4499", True, False),
    ],
)
def test_the_level_above_reviews(reviewer: str, area: str, is_own: bool, may: bool) -> None:
    assert rules.may_review(reviewer, area, is_own=is_own).answer is may


def test_an_appeal_has_its_days_and_a_grade_its_end() -> None:
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert rules.may_appeal(at, at + timedelta(days=15), again=False).answer
    assert not rules.may_appeal(at, at + timedelta(days=16), again=False).answer
    assert not rules.may_appeal(at, at, again=True).answer
    assert rules.valid_until(date(2026, 8, 31), 24) == date(2028, 8, 28)
    assert [rules.level_of(code) for code in ("4499", "449900101", "449900101001")] == list(Level)
