"""Decisions about visiting days: what can be planned, what a plan needs, who is called again, how a call ends."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from commongrid.base.verdicts import Verdict, Why
from commongrid.cases import rules as cases
from commongrid.work.visits.terms import (
    MOST_LEADERS,
    MOST_STEPS,
    CallState,
    PlanMade,
    Planned,
    Result,
    StepPlan,
)

LONGEST = timedelta(hours=14)


def can_be_planned(day: Planned, now: datetime) -> Verdict[bool]:
    """Is it a day: in the future, of some hours, with somebody who comes and a place to come to?"""
    if not day.begins_at < day.ends_at <= day.begins_at + LONGEST:
        return Verdict(False, (Why("visits.hours_cannot_be", {"most": LONGEST.seconds // 3600}),))
    if day.ends_at <= now:
        return Verdict(False, (Why("visits.in_the_past"),))
    if not 1 <= len(day.leaders) <= MOST_LEADERS:
        return Verdict(False, (Why("visits.nobody_comes", {"most": MOST_LEADERS}),))
    if not day.point and not day.address.strip():
        return Verdict(False, (Why("visits.nowhere"),))
    return Verdict(True)


def is_plan(plan: PlanMade, today: date) -> Verdict[bool]:
    """Has the plan of a hard matter one who leads, and steps with days that lie ahead, in order?"""
    if not plan.leader.strip():
        return Verdict(False, (Why("visits.nobody_leads"),))
    if not 1 <= len(plan.steps) <= MOST_STEPS:
        return Verdict(False, (Why("visits.no_steps", {"most": MOST_STEPS}),))
    early = next((step for step in plan.steps if step.due_on < today), None)
    if early is not None:
        return Verdict(False, (Why("visits.step_in_the_past", {"step": early.words}),))
    return Verdict(True)


def is_called(number: str, round_: int, share: float, *, hard: bool) -> Verdict[bool]:
    """Is whoever raised it called after closing? A hard matter always; of the others a share, settled by the number."""
    if hard:
        return Verdict(True, (Why("visits.called_hard"),))
    is_drawn = cases.is_sampled(f"{number}/visit", round_, share)
    key = "visits.called_drawn" if is_drawn else "visits.not_drawn"
    return Verdict(is_drawn, (Why(key, {"percent": round(share * 100)}),))


def after_call(result: Result, tries: int, most: int) -> CallState:
    """Where a call stands after its `tries`-th try: not reached is tried again until `most`."""
    if result == Result.NOT_REACHED:
        return CallState.UNREACHED if tries >= most else CallState.DUE
    return CallState(str(result))


def lines(text: str) -> tuple[str, ...]:
    """What is typed a line each, or parted by 、, without blanks and doubles."""
    parted = text.replace("、", "\n").splitlines()
    return tuple(dict.fromkeys(filter(None, (line.strip() for line in parted))))


def share(part: int, whole: int) -> int | None:
    """So many in a hundred; None where there is nothing to count."""
    return round(100 * part / whole) if whole else None


def week_of(day: date) -> tuple[date, date]:
    """Monday of the week of a day, and Monday of the next."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=7)


def month_of(day: date) -> tuple[date, date]:
    """The first of the month of a day, and the first of the next."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


def step_of(line: str) -> StepPlan | None:
    """A step as it is typed: what, who, by which day, parted by commas; None where it is not read so."""
    parts = [part.strip() for part in line.replace("，", ",").split(",")]
    if len(parts) < 3 or not all(parts):
        return None
    *words, who, day = parts
    try:
        return StepPlan("，".join(words), who, date.fromisoformat(day))
    except ValueError:
        return None
