"""Clocks as the text of `case.clock`: a quarter of the room their JSON takes. Pure.

A JSON list: round, the second it counts from (Unix time), limits, fixed moments, `handle_by`, segments. A moment is
seconds from that second; a stage and a unit are initials; a segment's values stand in the order of `_values`, and
what is as expected at its end is left out.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from commongrid.base.calendar.terms import Limit, Unit
from commongrid.cases.clocks.segments import EMPTY, Clocks, Hold, Segment, Stage
from commongrid.cases.clocks.stored import from_json

_STAGES = {str(stage)[0]: stage for stage in Stage}
_UNITS = {
    "d": str(Unit.WORKING_DAYS), "h": str(Unit.WORKING_HOURS), "n": str(Unit.NATURAL_DAYS), "u": str(Unit.URGENT_HOURS),
}  # fmt: skip
_INITIALS = {unit: initial for initial, unit in _UNITS.items()}
_SUBJECT = "case."
_AS_GIVEN = 0
"""In place of a segment's limit: the one its stage is given. None is no limit."""
_EXPECTED: tuple[Any, ...] = (None, None, None, "", 0.0, 1, _AS_GIVEN, None, None, None, [], False)
"""What the values after a segment's stage and start are unless they are told."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_text(clocks: Clocks) -> str:
    """Nothing for a case without clocks; the same clocks always give the same text."""
    if clocks == EMPTY:
        return ""
    begun = int(clocks.segments[0].started_at.timestamp()) if clocks.segments else 0
    zero = _EPOCH + timedelta(seconds=begun)
    told = [
        clocks.round,
        begun,
        {str(stage)[0]: _limit(limit) for stage, limit in clocks.limits.items()},
        {str(stage)[0]: _since(zero, at) for stage, at in clocks.fixed.items()},
        _since(zero, clocks.handle_by),
        [_values(clocks, segment, zero) for segment in clocks.segments],
    ]
    return json.dumps(told, separators=(",", ":"), sort_keys=True)


def from_text(text: str) -> Clocks:
    """What `to_text` gave. What begins with a brace was written by `to_json`, before there was such a text."""
    if not text or text == "[]":
        return EMPTY
    if text.startswith("{"):
        return from_json(json.loads(text))
    round_, begun, limits, fixed, handle_by, segments = json.loads(text)
    zero = _EPOCH + timedelta(seconds=begun)
    given = {_STAGES[stage]: _read_limit(limit) for stage, limit in limits.items()}
    return Clocks(
        round=round_,
        limits={stage: limit for stage, limit in given.items() if limit},
        fixed={_STAGES[stage]: zero + timedelta(seconds=at) for stage, at in fixed.items()},
        handle_by=_moment(zero, handle_by),
        segments=tuple(_segment(given, zero, *values) for values in segments),
    )


def _values(clocks: Clocks, one: Segment, zero: datetime) -> list[Any]:
    as_given = clocks.limits.get(one.stage) == one.limit
    moved = one.counted_from != one.started_at
    moments = [one.ended_at, one.due_at, one.soon_at]
    after = [
        *(_since(one.started_at, at) for at in moments),
        one.ended_by.removeprefix(_SUBJECT),
        one.used,
        one.round,
        _AS_GIVEN if as_given else _limit(one.limit),
        _since(zero, one.counted_from) if moved else None,
        _since(zero, one.fixed_due),
        _since(zero, one.fixed_at),
        [[_since(zero, since), _since(zero, until), int(check)] for since, until, check in one.pauses],
        one.provisional,
    ]
    while after and after[-1] == _EXPECTED[len(after) - 1]:
        after.pop()
    return [str(one.stage)[0], _since(zero, one.started_at), *after]


def _segment(
    given: dict[Stage, Limit | None], zero: datetime, initial: str, begun: float, *told: Any
) -> Segment:
    ended, due, soon, by, used, round_, limit, counted, fixed_due, fixed_at, pauses, provisional = (
        *told, *_EXPECTED[len(told) :],
    )  # fmt: skip
    stage, start = _STAGES[initial], zero + timedelta(seconds=begun)
    return Segment(
        stage=stage,
        round=round_,
        started_at=start,
        counted_from=_moment(zero, counted) or start,
        limit=given.get(stage) if limit == _AS_GIVEN else _read_limit(limit),
        fixed_due=_moment(zero, fixed_due),
        fixed_at=_moment(zero, fixed_at),
        pauses=tuple(
            Hold(_moment(zero, since) or zero, _moment(zero, until), bool(check))
            for since, until, check in pauses
        ),
        due_at=_moment(start, due),
        soon_at=_moment(start, soon),
        provisional=provisional,
        used=used,
        ended_at=_moment(start, ended),
        ended_by=by if not by or "." in by else _SUBJECT + by,
    )


def _since(zero: datetime, at: datetime | None) -> float | None:
    """Seconds, whole ones as whole numbers."""
    if at is None:
        return None
    seconds = (at - zero) / timedelta(microseconds=1)
    return int(seconds // 1_000_000) if seconds % 1_000_000 == 0 else seconds / 1_000_000


def _moment(zero: datetime, seconds: float | None) -> datetime | None:
    return None if seconds is None else zero + timedelta(seconds=seconds)


def _limit(limit: Limit | None) -> list[float | str] | None:
    if limit is None:
        return None
    amount, unit = limit.as_json()
    return [amount, _INITIALS[str(unit)]]


def _read_limit(stored: list[Any] | None) -> Limit | None:
    return Limit.from_json([stored[0], _UNITS[stored[1]]]) if stored else None
