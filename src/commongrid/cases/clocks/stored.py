"""Clocks as the JSON of `case.clock`, and the limits and moments an entry names. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from commongrid.base.calendar.terms import Limit
from commongrid.cases.clocks.segments import EMPTY, Clocks, Hold, Segment, Stage


def to_json(clocks: Clocks) -> dict[str, Any]:
    """Plain JSON values; what is empty or as expected is left out."""
    stored: dict[str, Any] = {
        "round": clocks.round,
        "limits": {str(stage): limit.as_json() for stage, limit in clocks.limits.items()},
        "fixed": {str(stage): _text(at) for stage, at in clocks.fixed.items()},
        "handle_by": _text(clocks.handle_by),
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
        handle_by=_moment_or_none(stored.get("handle_by")),
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
