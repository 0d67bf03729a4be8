"""The stretches a case's clock is made of, as plain values: stored in `case.clock`, compared, and recounted. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from commongrid.base.calendar import rules
from commongrid.base.calendar.days import Calendar
from commongrid.base.calendar.terms import Due, Limit, Pause, Unit


class Stage(StrEnum):
    VERIFY = "verify"
    DISPATCH = "dispatch"
    ACCEPT = "accept"
    HANDLE = "handle"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Hold:
    """The clock stands still: paused, or waiting for the check. `until` None: it still does."""

    since: datetime
    until: datetime | None = None
    is_check: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
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


@dataclass(frozen=True, slots=True)
class Clocks:
    """Every segment of a case in the order they began, and what its next ones will be given.

    `fixed`: stage → promised moment in place of the limit. `bounds`: stage → the latest deadline a twin that
    was merged in had already been promised for a stage this case has not reached.
    """

    round: int = 0
    limits: Mapping[Stage, Limit] = field(default_factory=dict)
    fixed: Mapping[Stage, datetime] = field(default_factory=dict)
    bounds: Mapping[Stage, datetime] = field(default_factory=dict)
    segments: tuple[Segment, ...] = ()


EMPTY = Clocks()


def recount(calendar: Calendar, segment: Segment) -> Segment:
    """The segment with its deadline worked out anew from its limit, promises and pauses."""
    due = _due(calendar, segment)
    if due is None:
        return replace(segment, due_at=None, soon_at=None, provisional=False, used=0.0)
    used = 0.0
    if segment.pauses:
        mark = segment.held_since or segment.went_on_at
        used = rules.share(
            calendar, segment.counted_from, mark, due.at, unit=segment.unit, pauses=segment.past_pauses
        )
    return replace(
        segment, due_at=due.at, soon_at=due.soon_at, provisional=due.provisional, used=round(used, 4)
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


def to_json(clocks: Clocks) -> dict[str, Any]:
    """Plain JSON values; what is empty or as expected is left out."""
    stored: dict[str, Any] = {
        "round": clocks.round,
        "limits": {str(stage): limit.as_json() for stage, limit in clocks.limits.items()},
        "fixed": {str(stage): _text(at) for stage, at in clocks.fixed.items()},
        "bounds": {str(stage): _text(at) for stage, at in clocks.bounds.items()},
        "segments": [_segment_json(segment) for segment in clocks.segments],
    }
    return {name: value for name, value in stored.items() if value}


def from_json(stored: Mapping[str, Any] | list[Any] | None) -> Clocks:
    """What `to_json` gave; nothing stored is a case without clocks."""
    if not isinstance(stored, Mapping) or not stored:
        return EMPTY
    return Clocks(
        round=stored.get("round", 0),
        limits=read_limits(stored.get("limits")),
        fixed=read_moments(stored.get("fixed")),
        bounds=read_moments(stored.get("bounds")),
        segments=tuple(_read_segment(segment) for segment in stored.get("segments", ())),
    )


def read_limits(told: Mapping[str, Any] | None) -> dict[Stage, Limit]:
    """`{"handle": [3, "working_days"], "check": None}`; stages without a limit are left out."""
    found = {Stage(stage): Limit.from_json(limit) for stage, limit in (told or {}).items()}
    return {stage: limit for stage, limit in found.items() if limit}


def read_moments(told: Mapping[str, Any] | None) -> dict[Stage, datetime]:
    """`{"handle": "2026-09-25T10:00:00Z"}`; stages without a moment are left out."""
    return {Stage(stage): read_moment(at) for stage, at in (told or {}).items() if at}


def read_moment(text: str) -> datetime:
    """An ISO moment in UTC. ValueError when it has no zone."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"{text} has no time zone")
    return at.astimezone(UTC)


def _segment_json(segment: Segment) -> dict[str, Any]:
    moved = segment.counted_from != segment.started_at
    stored: dict[str, Any] = {
        "stage": str(segment.stage),
        "round": segment.round,
        "from": _text(segment.started_at),
        "counted": _text(segment.counted_from) if moved else None,
        "limit": segment.limit.as_json() if segment.limit else None,
        "fixed": _text(segment.fixed_due),
        "fixed_at": _text(segment.fixed_at),
        "pauses": [[_text(hold.since), _text(hold.until), int(hold.is_check)] for hold in segment.pauses],
        "due": _text(segment.due_at),
        "soon": _text(segment.soon_at),
        "provisional": segment.provisional,
        "used": segment.used,
        "to": _text(segment.ended_at),
        "by": segment.ended_by,
    }
    return {name: value for name, value in stored.items() if value}


def _read_segment(stored: Mapping[str, Any]) -> Segment:
    started_at = _moment(stored["from"])
    return Segment(
        stage=Stage(stored["stage"]),
        round=stored["round"],
        started_at=started_at,
        counted_from=_moment(stored["counted"]) if "counted" in stored else started_at,
        limit=Limit.from_json(stored.get("limit")),
        fixed_due=_moment_or_none(stored.get("fixed")),
        fixed_at=_moment_or_none(stored.get("fixed_at")),
        pauses=tuple(
            Hold(_moment(since), _moment_or_none(until), bool(is_check))
            for since, until, is_check in stored.get("pauses", ())
        ),
        due_at=_moment_or_none(stored.get("due")),
        soon_at=_moment_or_none(stored.get("soon")),
        provisional=stored.get("provisional", False),
        used=stored.get("used", 0.0),
        ended_at=_moment_or_none(stored.get("to")),
        ended_by=stored.get("by", ""),
    )


def _text(at: datetime | None) -> str | None:
    return None if at is None else at.replace(tzinfo=None).isoformat() + "Z"


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _moment_or_none(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
