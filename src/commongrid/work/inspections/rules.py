"""Decisions about inspections: what is asked again, what a gap opens, and what may be settled on the spot. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from commongrid.base.verdicts import Verdict, Why
from commongrid.registry.checklists.terms import Answers, Checklist, Gap, Question
from commongrid.work.inspections.terms import Counts, Opened, Standing

SPACE = uuid.UUID("8c6f0c1a-51d3-5c0e-9b1e-6f0d7f3a2c44")
LONGEST_DAYS = 366
MOST_NOTE = 500
BEHIND = 80
"""Per cent of an even pace below which an area is behind."""


def inspection_id(account_id: int | None, key: str) -> uuid.UUID:
    """The id of an inspection follows from who sends it and the sending key, so that twice is once."""
    return uuid.uuid5(SPACE, f"{account_id}:{key}")


def photo_owner(inspection: uuid.UUID, question: str) -> str:
    """Whose the photos of one question are until the inspection is sent."""
    return f"inspection:{uuid.uuid5(inspection, question)}"


def report_id(inspection: uuid.UUID, matter: str) -> uuid.UUID:
    """The id of the report that a matter found in this inspection becomes."""
    return uuid.uuid5(inspection, f"matter {matter}")


def only(checklist: Checklist, questions: Collection[str]) -> Checklist:
    """The checklist with nothing but these questions, each asked whatever was answered before: looking again."""
    kept = tuple(replace(each, only_if=None) for each in checklist.questions if each.code in questions)
    return replace(checklist, questions=kept)


def opens(gaps: Sequence[Gap], settled: Collection[str]) -> Verdict[tuple[Opened, ...]]:
    """One opening for each matter, in the order of the questions; two gaps of one matter are one case naming both.

    An opening is settled on the spot only when every gap of it was put right.
    """
    found: dict[str, list[Gap]] = {}
    for gap in gaps:
        found.setdefault(gap.opens, []).append(gap)
    told = tuple(
        Opened(
            matter=matter,
            questions=tuple(gap.question for gap in some),
            answers={key: value for gap in reversed(some) for key, value in gap.opens_with.items()},
            is_settled=all(gap.question in settled for gap in some),
        )
        for matter, some in found.items()
    )
    facts = {"gaps": len(gaps), "matters": len(told)}
    return Verdict(told, (Why("inspections.opens", facts),))


def may_settle(*, self_check: bool, before: int, after: int) -> Verdict[bool]:
    """May this be settled on the spot? Where the matter may be checked by its doer, with a photo before and after."""
    if not self_check:
        return Verdict(False, (Why("inspections.not_on_the_spot"),))
    if before < 1 or after < 1:
        return Verdict(False, (Why("inspections.before_and_after"),))
    return Verdict(True, (Why("inspections.on_the_spot"),))


def is_period(starts_on: date, ends_on: date) -> Verdict[bool]:
    """A campaign ends no earlier than it begins and lasts at most a year and a day."""
    if ends_on < starts_on:
        return Verdict(False, (Why("inspections.ends_first"),))
    if (ends_on - starts_on).days > LONGEST_DAYS:
        return Verdict(False, (Why("inspections.too_long", {"most": LONGEST_DAYS}),))
    return Verdict(True)


def has_it_ended(counts: Counts, *, is_laid: bool, ends_on: date, today: date) -> Verdict[bool]:
    """Does a campaign end by itself? When nothing is left, or the day after its last day."""
    if is_laid and not counts.due:
        return Verdict(True, (Why("inspections.nothing_left", {"done": counts.done}),))
    if today > ends_on:
        return Verdict(True, (Why("inspections.period_over", {"left": counts.due}),))
    return Verdict(False, (Why("inspections.goes_on", {"left": counts.due}),))


def may_extend(*, ends_on: date, until: date, starts_on: date) -> Verdict[bool]:
    """A campaign's last day may be put off, never brought forward; it stays within its longest."""
    if until <= ends_on:
        return Verdict(False, (Why("inspections.not_later", {"ends_on": ends_on.isoformat()}),))
    return is_period(starts_on, until)


def even_pace(counts: Counts, starts_on: date, ends_on: date, today: date) -> int:
    """How many places would be done by the evening before `today`, were as many done each day of the campaign."""
    over = min(max((today - starts_on).days, 0), (ends_on - starts_on).days + 1)
    return counts.all * over // ((ends_on - starts_on).days + 1)


def standing(counts: Counts, *, starts_on: date, ends_on: date, today: date) -> Verdict[Standing]:
    """Where an area stands. Behind is less than four fifths of an even pace: a day's rain is not yet a delay."""
    pace = even_pace(counts, starts_on, ends_on, today)
    facts = {"done": counts.done, "pace": pace}
    if not counts.due:
        return Verdict(Standing.THROUGH, (Why("inspections.nothing_left", facts),))
    if not counts.done:
        return Verdict(Standing.NOT_BEGUN, (Why("inspections.none_done", facts),))
    is_behind = 100 * counts.done < BEHIND * pace
    why = Why("inspections.beside_pace", facts)
    return Verdict(Standing.BEHIND if is_behind else Standing.IN_TIME, (why,))


def not_begun(parts: Iterable[Counts]) -> list[Counts]:
    """The areas where nothing was done yet though something is due, in the order of their codes; never persons."""
    return sorted((each for each in parts if each.due and not each.done), key=lambda each: each.area)


def said(question: Question, value: str | float, language: str) -> str:
    """An answer in words: the option's, else what was written or counted; "" where there is none."""
    for option in question.offered():
        if option.value == value:
            return option.en if language.startswith("en") else option.zh
    return f"{value:g}" if isinstance(value, int | float) else value


def words_of(questions: Iterable[Question], answers: Answers) -> str:
    """The gaps of one report in the city's own language: each question with its answer, a line for each."""
    return "\n".join(f"{each.zh}{said(each, answers[each.code].value, 'zh-hans')}" for each in questions)
