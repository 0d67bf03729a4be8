"""The few movements every effect is made of: start a segment, end it, stop it, let it go on. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from commongrid.base.calendar.days import Calendar
from commongrid.cases.clocks.segments import Clocks, Hold, Segment, Stage, Step, recount
from commongrid.cases.clocks.stored import read_limits


def with_limits_of(clocks: Clocks, step: Step) -> Clocks:
    """With the limits the step names; without any, those that stand."""
    return clocks._replace(limits=read_limits(step.data["limits"])) if "limits" in step.data else clocks


def start(clocks: Clocks, calendar: Calendar, stage: Stage, step: Step) -> Clocks:
    segment = Segment(
        stage,
        clocks.round,
        started_at=step.at,
        counted_from=step.at,
        limit=clocks.limits.get(stage),
        fixed_due=clocks.fixed.get(stage),
    )
    segment = recount(calendar, segment)
    bound = clocks.handle_by if stage is Stage.HANDLE else None
    if bound and (segment.due_at is None or bound < segment.due_at):
        segment = recount(calendar, segment._replace(fixed_due=bound))
    return clocks._replace(segments=(*clocks.segments, segment))


def end_all(clocks: Clocks, calendar: Calendar, step: Step) -> Clocks:
    return map_open(clocks, lambda one: end(calendar, one, step))


def end(calendar: Calendar, one: Segment, step: Step) -> Segment:
    """Ended where it stands; if it stood still, that counts as paused to the end."""
    return go_on(calendar, one, step.at)._replace(ended_at=step.at, ended_by=step.kind)


def stop(calendar: Calendar, handle: Segment, hold: Hold) -> Segment:
    if handle.held_since:
        return handle
    return recount(calendar, handle._replace(pauses=(*handle.pauses, hold)))


def go_on(calendar: Calendar, handle: Segment, at: datetime) -> Segment:
    if not handle.held_since:
        return handle
    pauses = (*handle.pauses[:-1], handle.pauses[-1]._replace(until=at))
    return recount(calendar, handle._replace(pauses=pauses))


def on_handle(clocks: Clocks, change: Callable[[Segment], Segment]) -> Clocks:
    return map_open(clocks, lambda one: change(one) if one.stage is Stage.HANDLE else one)


def map_open(clocks: Clocks, change: Callable[[Segment], Segment]) -> Clocks:
    return clocks._replace(segments=tuple(change(one) if one.is_open else one for one in clocks.segments))
