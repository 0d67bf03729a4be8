"""Decisions about centres: is a standard whole, may it be handed in, what does it come to, who may review, how long it holds."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from commongrid.base.verdicts import Verdict, Why
from commongrid.work.centres.terms import (
    APPEAL_DAYS,
    MOST_ITEMS,
    Evidence,
    Fact,
    Grade,
    Item,
    Judged,
    Level,
    Met,
    Part,
    Result,
    Standard,
)

WORTH = {Met.YES: 1.0, Met.PARTLY: 0.5, Met.NO: 0.0}
COLUMNS = ("part", "code", "weight", "must", "evidence", "fact", "zh", "en")


def items_of(text: str) -> Verdict[tuple[Item, ...]]:
    """The items of a table; with the first line that cannot be read, none."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if tuple(rows.fieldnames or ()) != COLUMNS:
        return Verdict((), (Why("centres.columns", {"columns": ", ".join(COLUMNS)}),))
    found: list[Item] = []
    for row in rows:
        try:
            found.append(_item(row))
        except (ValueError, TypeError):
            return Verdict((), (Why("centres.line_unclear", {"line": rows.line_num}),))
    return Verdict(tuple(found))


def _item(row: Mapping[str, str]) -> Item:
    told = {name: (row[name] or "").strip() for name in COLUMNS}
    evidence = Evidence(told["evidence"])
    fact = str(Fact(told["fact"])) if evidence == Evidence.FACT else ""
    if not (told["code"].isalnum() and told["zh"] and told["en"]):
        raise ValueError
    return Item(
        Part(told["part"]), told["code"][:16], int(told["weight"]), told["must"] == "y", evidence, fact,
        told["zh"][:200], told["en"][:300],
    )  # fmt: skip


def is_standard(standard: Standard) -> Verdict[bool]:
    """Has it items of every part, each once, with weights, and thresholds in order?"""
    items = standard.items
    if not 1 <= len(items) <= MOST_ITEMS or len({one.code for one in items}) < len(items):
        return Verdict(False, (Why("centres.items_once", {"most": MOST_ITEMS}),))
    missing = next((part for part in Part if all(one.part != part for one in items)), None)
    if missing is not None:
        return Verdict(False, (Why("centres.part_missing", {"centre_part": str(missing)}),))
    if any(not 1 <= one.weight <= 50 for one in items):
        return Verdict(False, (Why("centres.weights"),))
    if not (0 < standard.meets_from < standard.model_from <= 100 and 6 <= standard.months <= 60):
        return Verdict(False, (Why("centres.thresholds"),))
    return Verdict(True)


def can_be_submitted(items: Sequence[Item], judged: Mapping[str, Judged]) -> Verdict[bool]:
    """Is every item answered, with words or a photo where it says that it is met?"""
    for item in items:
        one = judged[item.code]
        if item.evidence == Evidence.FACT:
            continue
        if one.own is None:
            return Verdict(False, (Why("centres.not_answered", {"item": item.code}),))
        if one.own == Met.NO:
            continue
        if item.evidence == Evidence.PHOTO and not one.photos:
            return Verdict(False, (Why("centres.photo_missing", {"item": item.code}),))
        if item.evidence == Evidence.WORDS and not one.words.strip():
            return Verdict(False, (Why("centres.words_missing", {"item": item.code}),))
    return Verdict(True)


def result(standard: Standard, judged: Mapping[str, Judged]) -> Result:
    """What all items come to: met counts whole, partly half, of all weights; a must that is not met allows no grade."""
    whole = sum(item.weight for item in standard.items)
    got = sum(item.weight * WORTH[judged[item.code].stands] for item in standard.items)
    score = int(100 * got / whole)
    lacking = tuple(item.code for item in standard.items if judged[item.code].stands != Met.YES)
    has_musts = all(judged[item.code].stands != Met.NO for item in standard.items if item.must)
    grade = Grade.NOT_YET
    if has_musts and score >= standard.meets_from:
        grade = Grade.MODEL if score >= standard.model_from else Grade.MEETS
    return Result(score, grade, lacking)


def level_of(division: str) -> Level:
    """The level of a centre by the length of its division's code."""
    return Level.COMMUNITY if len(division) > 9 else Level.TOWN if len(division) == 9 else Level.CITY


def may_review(reviewer_area: str, area: str, *, is_own: bool) -> Verdict[bool]:
    """Does somebody stand a level above? Nobody stands above the city: there another person than who handed it in reviews."""
    if is_own:
        return Verdict(False, (Why("centres.another_person"),))
    is_above = len(reviewer_area) < len(area) and area.startswith(reviewer_area)
    if not is_above and level_of(area) != Level.CITY:
        return Verdict(False, (Why("centres.level_above"),))
    return Verdict(True)


def may_appeal(graded_at: datetime, now: datetime, *, again: bool) -> Verdict[bool]:
    """Once, and within the days that are told."""
    if again:
        return Verdict(False, (Why("centres.appealed_once"),))
    if now > graded_at + timedelta(days=APPEAL_DAYS):
        return Verdict(False, (Why("centres.appeal_too_late", {"days": APPEAL_DAYS}),))
    return Verdict(True)


def valid_until(day: date, months: int) -> date:
    """The last day of a grade that is given on a day: so many months on, at most the 28th."""
    n = day.month - 1 + months
    return date(day.year + n // 12, n % 12 + 1, min(day.day, 28))
