"""From entries to clocks: `fold` takes a whole journal, `advance` one entry more; they always agree. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from commongrid.base.calendar.days import Calendar
from commongrid.base.journal.terms import moment
from commongrid.cases.clocks.effects import EFFECTS
from commongrid.cases.clocks.lights import met
from commongrid.cases.clocks.segments import EMPTY, Clocks, Segment, Stage, Step


def fold(calendar: Calendar | Callable[[Step], Calendar], steps: Iterable[Step]) -> Clocks:
    """The clocks after all steps, in order. A function gives the calendar each step was made under."""
    clocks = EMPTY
    for step in steps:
        clocks = advance(clocks, calendar if isinstance(calendar, Calendar) else calendar(step), step)
    return clocks


def advance(clocks: Clocks, calendar: Calendar, step: Step) -> Clocks:
    """The clocks after one more step; the very same object when the kind is none of the clock's."""
    effect = EFFECTS.get(step.kind)
    if effect is None:
        return clocks
    return effect(
        clocks, calendar, step if step.at.tzinfo is UTC else step._replace(at=step.at.astimezone(UTC))
    )


def running(clocks: Clocks) -> Segment | None:
    """The segment whose turn it is: the check while one is made, a paused handle segment, None when all stopped."""
    return next((segment for segment in reversed(clocks.segments) if segment.is_open), None)


def deadline_columns(clocks: Clocks) -> dict[str, Any]:
    """The columns lists sort by; while a clock is held there is no deadline to be late for."""
    now = running(clocks)
    is_held = now is None or now.held_since is not None
    return {
        "stage": str(now.stage) if now else "",
        "due_at": None if now is None or is_held else now.due_at,
        "soon_at": None if now is None or is_held else now.soon_at,
    }


def told_deadline(clocks: Clocks) -> dict[str, str | None]:
    """What an entry says of the clock it leaves: the deadline of the stage that runs or stands still, if any."""
    now = running(clocks)
    return {"due_at": moment(now.due_at) if now and now.due_at else None}


def on_time(clocks: Clocks, stage: str, round_: int | None = None) -> bool | None:
    """Did the stage's last segment in that round (default: the present one) end in time?

    None without a limit, while it is open, and when it ended by merging or voiding. Handling ends with the
    report that passed the check.
    """
    wanted = clocks.round if round_ is None else round_
    found = [one for one in clocks.segments if one.stage == stage and one.round == wanted]
    return met(found[-1]) if found else None


def earliest(clocks: Clocks, other: Clocks, *, at: datetime) -> Clocks:
    """The clocks of a case that takes in a twin: each open stage keeps the earlier deadline of the two.

    Where the twin is being handled and this case is not yet, its deadline will bound the handling here. A
    clock of the twin that stands still has no deadline to give.
    """
    at = at.astimezone(UTC)
    promised = {one.stage: one for one in other.segments if one.is_open and one.due_at and not one.held_since}
    is_handled = any(one.is_open and one.stage is Stage.HANDLE for one in clocks.segments)
    twin = promised.get(Stage.HANDLE)
    bounds = [clocks.handle_by, other.handle_by, twin.due_at if twin and not is_handled else None]
    return clocks._replace(
        handle_by=min((bound for bound in bounds if bound), default=None),
        segments=tuple(
            _bounded(one, promised[one.stage], at) if one.is_open and one.stage in promised else one
            for one in clocks.segments
        ),
    )


def _bounded(own: Segment, twin: Segment, at: datetime) -> Segment:
    if twin.due_at is None or (own.due_at is not None and own.due_at <= twin.due_at):
        return own
    started_at = min(own.started_at, twin.started_at)
    counted_from = min(own.counted_from, twin.counted_from)
    return own._replace(
        started_at=started_at,
        counted_from=counted_from,
        fixed_due=twin.due_at,
        fixed_at=at,
        due_at=twin.due_at,
        soon_at=twin.soon_at,
        provisional=twin.provisional,
    )
