"""One report's life in progress: its moment, its lot, and when to stop."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from commongrid.base.calendar import queries as calendars
from commongrid.base.calendar import rules as limits
from commongrid.base.calendar.terms import Limit
from commongrid.cases.models import Case
from commongrid.doors.exchange.history.company import Company
from commongrid.doors.exchange.history.plots import Plot
from commongrid.intake.models import Report
from commongrid.registry.matters.terms import Item

if TYPE_CHECKING:
    from uuid import UUID

LATE = 0.035
"""The share of steps taken after their deadline."""
A_STEP = timedelta(minutes=9)
"""What passes between two acts of a report that is to stand on the desk when the history ends."""
NIGHT = timedelta(hours=6)
"""What is due in less than this is done at night too."""


class EnoughError(Exception):
    """The life has reached now, or the stage it was to be left in."""


@dataclass
class Life:
    """Mutable: `at` moves on with every act."""

    plot: Plot
    rng: Random
    company: Company
    item: Item
    now: datetime
    at: datetime
    spot: tuple[float | None, float | None, str, str]
    """lon, lat, area, address."""
    with_photos: bool = False
    person: UUID | None = None
    report: Report | None = None
    case: Case | None = None
    reports: list[Report] = field(default_factory=list)

    def chance(self, share: float, stop: str = "") -> bool:
        """Does this happen? Always when the life is to stop there; never by chance when it is to stop anywhere."""
        if self.plot.stop:
            return self.plot.stop == stop
        return self.rng.random() < share

    def reached(self, stage: str) -> None:
        if self.plot.stop == stage:
            raise EnoughError

    def go_on(self, due: datetime | None, low: float = 0.05, high: float = 0.9) -> datetime:
        """Let a likely part of the time until `due` pass, seldom more; raises EnoughError at now."""
        if self.plot.stop:
            self.at = min(self.at + A_STEP * self.rng.uniform(0.6, 1.2), self.now)
            return self.at
        left = max((due or self.at + timedelta(hours=6)) - self.at, timedelta(minutes=4))
        late = due is not None and self.rng.random() < LATE
        share = (
            self.rng.uniform(1.02, 1.6) if late else self.rng.triangular(low, high, low + (high - low) * 0.3)
        )
        then = self.at + left * share
        self.at = then if left < NIGHT else self._by_day(then)
        if self.at > self.now:
            raise EnoughError
        return self.at

    def _by_day(self, at: datetime) -> datetime:
        """The same moment, or an hour of the next morning when it falls into the night."""
        local = at.astimezone(self.plot.at.tzinfo)
        if 7 <= local.hour < 22:
            return at
        morning = local.replace(hour=8, minute=self.rng.randrange(60)) + timedelta(days=local.hour >= 22)
        return max(morning, self.at + timedelta(minutes=1)).astimezone(at.tzinfo)


def begin_for(limit: Limit, share: float, now: datetime) -> datetime:
    """When a stage with this limit must have begun for `share` of it to be used up now; to about a minute.

    Past its end a limit uses up nothing more: each tenth above 1 is an hour late.
    """
    if share >= 1:
        return begin_for(limit, 0.999, now) - timedelta(hours=10 * (share - 1))
    soonest = back = timedelta(minutes=3)
    while used(limit, now - back, now) < share and back < timedelta(days=60):
        soonest, back = back, back * 1.5
    while back - soonest > timedelta(minutes=1):
        middle = (soonest + back) / 2
        soonest, back = (middle, back) if used(limit, now - middle, now) < share else (soonest, middle)
    return now - back


def used(limit: Limit, begun: datetime, now: datetime) -> float:
    """The share of the limit that is used up."""
    calendar = calendars.calendar()
    due = limits.deadline(calendar, begun, limit).at
    return limits.share(calendar, begun, now, due, unit=limit.unit)
