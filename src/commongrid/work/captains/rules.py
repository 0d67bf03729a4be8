"""Decisions about captains: which act is possible when, what a count of rooms may be, what mending may promise. Pure."""

from __future__ import annotations

import uuid
from calendar import monthrange
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from commongrid.base.verdicts import Verdict, Why
from commongrid.work.captains.terms import Capacity, Floor, GapState, Mending, Policy, State, Way

SPACE = uuid.UUID("5c1d9b1e-31f4-5a0e-8f5d-0f7b9f2f6a10")
MOST_FLOORS, MOST_ROOMS = 60, 200
MOVES: Mapping[str, tuple[tuple[State, ...], State]] = {
    "accept": ((State.APPLIED,), State.SERVING),
    "decline": ((State.APPLIED,), State.DECLINED),
    "agree": ((State.NAMED,), State.SERVING),
    "refuse": ((State.NAMED,), State.REFUSED),
    "withdraw": ((State.APPLIED, State.NAMED), State.WITHDRAWN),
    "end": ((State.SERVING,), State.ENDED),
}
"""Each act with the states it is possible in and the one it leads to."""


def may(state: str, act: str) -> Verdict[bool]:
    """Is this act possible in this state?"""
    is_possible = state in MOVES[act][0]
    key = "captains.in_state" if is_possible else "captains.not_in_state"
    return Verdict(is_possible, (Why(key, {"captain_state": state, "captain_act": act}),))


def possible(state: str) -> tuple[str, ...]:
    """The acts that are possible in a state, in the order of the table."""
    return tuple(act for act, (before, _) in MOVES.items() if state in before)


def captaincy_id(who: object, key: str) -> uuid.UUID:
    """The id follows from who asks and the sending key, so that twice is once."""
    return uuid.uuid5(SPACE, f"{who}:{key}")


def part_id(whole: uuid.UUID, part: str) -> uuid.UUID:
    """The id of something that belongs to a task, a look or a captaincy."""
    return uuid.uuid5(whole, part)


def is_capacity(text: str) -> bool:
    """Is this one of the capacities somebody answers for a building in?"""
    return text in set(Capacity)


def term(starts_on: date, months: int) -> date:
    """The last day of a term that begins on a day: the day before the same date so many months later."""
    years, month = divmod(starts_on.month - 1 + months, 12)
    year, month = starts_on.year + years, month + 1
    return date(year, month, min(starts_on.day, monthrange(year, month)[1])) - timedelta(days=1)


def are_rooms(floors: Sequence[Floor], known: int | None) -> Verdict[bool]:
    """Can these be the rooms of one building? Each floor once, counts that a floor can have; more rooms than known is said."""
    if not floors:
        return Verdict(False, (Why("captains.no_floors"),))
    if len({each.floor for each in floors}) < len(floors):
        return Verdict(False, (Why("captains.floor_twice"),))
    if len(floors) > MOST_FLOORS or any(
        not 0 <= count <= MOST_ROOMS for each in floors for count in (each.let, each.vacant, each.own)
    ):
        return Verdict(False, (Why("captains.too_many_rooms", {"most": MOST_ROOMS}),))
    total = sum(each.rooms for each in floors)
    if known is not None and total != known:
        return Verdict(True, (Why("captains.other_count", {"total": total, "known": known}),))
    return Verdict(True, (Why("captains.rooms_fit", {"total": total}),))


def is_mending(mending: Mending | None, today: date, policy: Policy) -> Verdict[bool]:
    """Is it said what happens with a gap? Mending it oneself needs a day, today at the earliest and not too far away."""
    if mending is None:
        return Verdict(False, (Why("captains.how_mended"),))
    if mending.way == Way.HELP:
        return Verdict(True, (Why("captains.help_asked"),))
    last = today + timedelta(days=policy.mend_at_most_days)
    if mending.by_day is None or not today <= mending.by_day <= last:
        days = policy.mend_at_most_days
        return Verdict(False, (Why("captains.mend_by", {"last": last.isoformat(), "days": days}),))
    return Verdict(True, (Why("captains.mends_by", {"day": mending.by_day.isoformat()}),))


def stands_open(states: Collection[str]) -> int:
    """How many of these gaps are still to be put right."""
    return sum(state == GapState.OPEN for state in states)


def is_check_due(last: date | None, today: date) -> bool:
    """Is this month's look through the building still to be made?"""
    return last is None or (last.year, last.month) < (today.year, today.month)
