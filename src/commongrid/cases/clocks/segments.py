"""The stretches a case's clock is made of, as plain values: stored in `case.clock`, compared, and recounted. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from commongrid.base.calendar import rules
from commongrid.base.calendar.days import Calendar
from commongrid.base.calendar.terms import Due, Limit, Pause, Unit


class Stage(StrEnum):
    VERIFY = "verify"
    DISPATCH = "dispatch"
    ACCEPT = "accept"
    HANDLE = "handle"
    CHECK = "check"


NOTHING_SAID: Mapping[Any, Any] = MappingProxyType({})


class Step(NamedTuple):
    """A journal entry as the clock sees it."""

    kind: str
    at: datetime
    data: Mapping[str, Any] = NOTHING_SAID


class Hold(NamedTuple):
    """The clock stands still: paused, or waiting for the check. `until` None: it still does."""

    since: datetime
    until: datetime | None = None
    is_check: bool = False


class Segment(NamedTuple):
    """One running of one stage's clock. All moments in UTC.

    The limit counts from `counted_from` (the start, unless a correction began it anew). `fixed_due` stands in
    place of the limit since `fixed_at`. While it stands still, `due_at` is where it was when it stopped;
    `used` is the share of the limit used up when it last stopped or went on. `ended_by` is the journal kind.
    """

    stage: Stage
    round: int
    started_at: datetime
    counted_from: datetime
    limit: Limit | None = None
    fixed_due: datetime | None = None
    fixed_at: datetime | None = None
    pauses: tuple[Hold, ...] = ()
    due_at: datetime | None = None
    soon_at: datetime | None = None
    provisional: bool = False
    used: float = 0.0
    ended_at: datetime | None = None
    ended_by: str = ""

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def held_since(self) -> datetime | None:
        """Since when the clock stands still; None while it runs, and when it has ended."""
        last = self.pauses[-1] if self.pauses and self.is_open else None
        return last.since if last and last.until is None else None

    @property
    def unit(self) -> Unit | None:
        return self.limit.unit if self.limit else None

    @property
    def past_pauses(self) -> tuple[Pause, ...]:
        return tuple((hold.since, hold.until) for hold in self.pauses if hold.until is not None)

    @property
    def went_on_at(self) -> datetime:
        """When it last went on, or began to count."""
        return max([self.counted_from, *(until for _, until in self.past_pauses)])


class Clocks(NamedTuple):
    """Every segment of a case in the order they began, and what its next ones will be given.

    `fixed`: stage → promised moment in place of the limit. `handle_by`: the deadline a twin that was merged in
    had for its handling, while this case had yet to reach it.
    """

    round: int = 0
    limits: Mapping[Stage, Limit] = NOTHING_SAID
    fixed: Mapping[Stage, datetime] = NOTHING_SAID
    handle_by: datetime | None = None
    segments: tuple[Segment, ...] = ()


EMPTY = Clocks()


def recount(calendar: Calendar, segment: Segment) -> Segment:
    """The segment with its deadline worked out anew from its limit, promises and pauses."""
    due = _due(calendar, segment)
    if due is None:
        return segment._replace(due_at=None, soon_at=None, provisional=False, used=0.0)
    used = 0.0
    if segment.pauses:
        mark = segment.held_since or segment.went_on_at
        used = rules.share(
            calendar, segment.counted_from, mark, due.at, unit=segment.unit, pauses=segment.past_pauses
        )
    return segment._replace(
        due_at=due.at, soon_at=due.soon_at, provisional=due.provisional, used=round(used, 4)
    )


def _due(calendar: Calendar, segment: Segment) -> Due | None:
    if segment.fixed_due is not None:
        return rules.fixed_deadline(
            calendar,
            segment.counted_from,
            segment.fixed_due,
            unit=segment.unit,
            pauses=segment.past_pauses,
            since=segment.fixed_at,
        )
    if segment.limit is None:
        return None
    return rules.deadline(calendar, segment.counted_from, segment.limit, segment.past_pauses)
