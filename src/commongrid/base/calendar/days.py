"""The calendar as a value: what each day is, and its hours as instants, worked out once per day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commongrid.base.calendar.hours import OFFICE, Hours, Span
from commongrid.base.calendar.terms import Kind, Occasion

ONE_DAY = timedelta(days=1)
NOTHING = timedelta(0)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Day:
    """One local day. `spans`, `closes` and `ends` are instants in UTC; `ends` is its 24:00.

    `closes` is when the unit shuts, or 24:00 where it keeps no hours that day (民法典 203).
    """

    on: date
    is_working: bool
    listed: Kind | None
    occasion: Occasion | None
    starts: datetime
    ends: datetime
    spans: tuple[tuple[datetime, datetime], ...]
    open_time: timedelta
    closes: datetime


@dataclass(frozen=True, repr=False)
class Calendar:
    """Weekends, days off, made-up working days, a unit's hours and the zone it lives in.

    A day in a year outside `known_years` is judged by its weekday alone; deadlines that touch it are provisional.
    """

    off: Mapping[date, Occasion] = field(default_factory=dict)
    work: Mapping[date, Occasion] = field(default_factory=dict)
    known_years: frozenset[int] = frozenset()
    hours: Hours = OFFICE
    tz: str = "Asia/Shanghai"
    _days: dict[date, Day] = field(default_factory=dict, init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "off", MappingProxyType(dict(self.off)))
        object.__setattr__(self, "work", MappingProxyType(dict(self.work)))

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        """Short, since a calendar is an argument of nearly everything."""
        years = f"{min(self.known_years, default='-')}–{max(self.known_years, default='-')}"
        return f"<Calendar {self.tz} {years}, {len(self.off)} off, {len(self.work)} worked, {self.hours.as_json()}>"

    @cached_property
    def _hash(self) -> int:
        return hash((frozenset(self.off), frozenset(self.work), self.known_years, self.hours, self.tz))

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.tz)

    def local_day(self, at: datetime) -> Day:
        """The day an instant falls on here; midnight belongs to the day it begins."""
        return self.day(at.astimezone(self.zone).date())

    def day(self, on: date) -> Day:
        found = self._days.get(on)
        if found is None:
            found = self._days[on] = self._make(on)
        return found

    def next_day(self, day: Day) -> Day:
        return self.day(day.on + ONE_DAY)

    def is_known(self, first: date, last: date) -> bool:
        """Was a notice loaded for every year from `first` to `last`?"""
        return self.known_years.issuperset(range(first.year, last.year + 1))

    def _make(self, on: date) -> Day:
        listed, occasion = self._listing(on)
        is_weekday = on.weekday() < SATURDAY
        spans = self._spans(on, self._open_spans(on, listed))
        starts, ends = self._instant(on, 0), self._instant(on, 1440)
        return Day(
            on=on,
            is_working=is_weekday if listed is None else listed is Kind.WORK,
            listed=listed,
            occasion=occasion,
            starts=starts,
            ends=ends,
            spans=spans,
            open_time=sum((closes - opens for opens, closes in spans), NOTHING),
            closes=spans[-1][1] if spans else ends,
        )

    def _listing(self, on: date) -> tuple[Kind | None, Occasion | None]:
        if on in self.work:
            return Kind.WORK, self.work[on]
        if on in self.off:
            return Kind.OFF, self.off[on]
        return None, None

    def _open_spans(self, on: date, listed: Kind | None) -> tuple[Span, ...]:
        if listed is Kind.OFF:
            return ()
        return self.hours.on(on.weekday(), made_up=listed is Kind.WORK and on.weekday() >= SATURDAY)

    def _spans(self, on: date, spans: tuple[Span, ...]) -> tuple[tuple[datetime, datetime], ...]:
        """As instants, in order even where the clock is put forward between two spans."""
        found: list[tuple[datetime, datetime]] = []
        for opens, closes in spans:
            begins = self._instant(on, opens)
            if found:
                begins = max(begins, found[-1][1])
            if (until := self._instant(on, closes)) > begins:
                found.append((begins, until))
        return tuple(found)

    def _instant(self, on: date, after_midnight: int) -> datetime:
        days, left = divmod(after_midnight, 1440)
        here = datetime(on.year, on.month, on.day, left // 60, left % 60, tzinfo=self.zone) + days * ONE_DAY
        return here.astimezone(UTC)
