"""What a clock shows: its light, whether it was kept, and how its deadline came about. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal

from commongrid.base.calendar import explaining, rules
from commongrid.base.calendar.days import Calendar
from commongrid.base.verdicts import Why
from commongrid.cases.clocks.segments import Segment, recount

type State = Literal["calm", "soon", "late", "hold", "done"]
BROKEN_OFF = frozenset({"case.merged", "case.voided", "case.taken_back", "report.withdrawn"})
"""Ends after which nobody can say whether the limit was kept."""


@dataclass(frozen=True, slots=True)
class Light:
    """`fraction` of the limit used, 0 to 1, in the limit's own time. `remaining` is plain time to the deadline,
    below zero past it; None without a limit. A held or ended clock shows what it showed when it stopped."""

    state: State
    fraction: float
    remaining: timedelta | None


def light(segment: Segment, now: datetime) -> Light:
    """Green to four fifths of the limit, yellow to its end, red past it; hold while it stands still."""
    at = segment.ended_at or segment.held_since or now
    remaining = segment.due_at - at if segment.due_at else None
    return Light(_state(segment, now), _fraction(segment, at), remaining)


def is_late(segment: Segment, now: datetime) -> bool:
    """Past its deadline: by its end, by the moment it stopped, or by `now`. Never without a deadline."""
    at = segment.ended_at or segment.held_since or now
    return segment.due_at is not None and at > segment.due_at


def met(segment: Segment) -> bool | None:
    """Was its limit kept? None while it is open, without a limit, and when it was merged or voided."""
    if segment.ended_at is None or segment.due_at is None or segment.ended_by in BROKEN_OFF:
        return None
    return segment.ended_at <= segment.due_at


def explain(calendar: Calendar, segment: Segment) -> tuple[Why, ...]:
    """The deadline line by line: where it counts from, what was counted, pauses, extension, and how it ended.

    Says so when the calendar has changed since the deadline was set: the deadline stands.
    """
    return tuple(_lines(calendar, segment))


def _state(segment: Segment, now: datetime) -> State:
    if not segment.is_open:
        return "done"
    if segment.held_since:
        return "hold"
    if is_late(segment, now):
        return "late"
    return "soon" if segment.soon_at and now > segment.soon_at else "calm"


def _fraction(segment: Segment, at: datetime) -> float:
    """By straight lines between what is known: when it last went on, four fifths, the deadline."""
    if segment.due_at is None:
        return 0.0
    if at >= segment.due_at:
        return 1.0
    if segment.held_since:
        return segment.used
    known = [(segment.went_on_at, segment.used), (segment.due_at, 1.0)]
    if segment.soon_at and segment.went_on_at < segment.soon_at < segment.due_at:
        known.insert(1, (segment.soon_at, max(rules.SOON, segment.used)))
    for (begins, low), (until, high) in pairwise(known):
        if at <= until and until > begins:
            return low + (high - low) * max((at - begins) / (until - begins), 0.0)
    return 1.0


def _lines(calendar: Calendar, segment: Segment) -> Iterator[Why]:
    if segment.counted_from != segment.started_at:
        yield Why("cases.clock_counts_from", {"from_at": explaining.moment(calendar, segment.counted_from)})
    if segment.fixed_due is not None:
        yield from _fixed_lines(calendar, segment, segment.fixed_due)
    elif segment.limit is not None:
        yield from explaining.paused(calendar, segment.past_pauses)
        yield from rules.due(calendar, segment.counted_from, segment.limit, segment.past_pauses).steps
    else:
        yield Why("cases.clock_no_limit", {"stage": str(segment.stage)})
    if segment.due_at and recount(calendar, segment).due_at != segment.due_at:
        yield Why("cases.clock_stands", {"due_at": explaining.moment(calendar, segment.due_at)})
    yield from _last_lines(calendar, segment)


def _fixed_lines(calendar: Calendar, segment: Segment, fixed_due: datetime) -> Iterator[Why]:
    fixed_at = segment.fixed_at or segment.started_at
    facts = {
        "due_at": explaining.moment(calendar, fixed_due),
        "set_at": explaining.moment(calendar, fixed_at),
    }
    yield Why("cases.clock_fixed", facts)
    yield from explaining.paused(calendar, [pause for pause in segment.past_pauses if pause[1] > fixed_at])
    if segment.due_at and segment.due_at != fixed_due:
        yield Why("cases.clock_moved", {"due_at": explaining.moment(calendar, segment.due_at)})


def _last_lines(calendar: Calendar, segment: Segment) -> Iterator[Why]:
    if segment.held_since:
        what = "checking" if segment.pauses[-1].is_check else "paused"
        yield Why(f"cases.clock_{what}", {"since_at": explaining.moment(calendar, segment.held_since)})
    if segment.ended_at:
        kept = {True: "kept", False: "missed", None: "ended"}[met(segment)]
        yield Why(f"cases.clock_{kept}", {"ended_at": explaining.moment(calendar, segment.ended_at)})
