"""What corrections, new limits and merging do to clocks that already run. Pure."""

from __future__ import annotations

from commongrid.base.calendar.days import Calendar
from commongrid.cases.clocks import turning
from commongrid.cases.clocks.segments import Clocks, Segment, Step, recount
from commongrid.cases.clocks.stored import from_json, read_moments


def absorbed(clocks: Clocks, calendar: Calendar, step: Step) -> Clocks:
    """并案: the entry holds what `earliest` kept of both; lights follow the deadline that counts now."""
    if not step.data.get("clock"):
        return clocks
    kept = from_json(step.data["clock"])
    return turning.map_open(kept, lambda one: recount(calendar, one) if one.fixed_at == step.at else one)


def relimited(clocks: Clocks, calendar: Calendar, step: Step) -> Clocks:
    """Limits of the open segments changed on purpose; without new `limits` the calendar alone.

    from "now" (a corrected matter or place): the new limit counts from this moment; promises and
    extensions fall. from "start": it counts over the whole segment; an extension stands.
    """
    anew = step.data.get("from", "now") == "now"
    promised = read_moments(step.data.get("fixed"))
    clocks = turning.with_limits_of(clocks, step)
    if anew:
        clocks = clocks._replace(fixed=promised, handle_by=None)

    def change(one: Segment) -> Segment:
        changed = one._replace(limit=clocks.limits.get(one.stage))
        if anew:
            changed = changed._replace(counted_from=step.at, fixed_due=None, fixed_at=None)
        if one.stage in promised:
            changed = changed._replace(fixed_due=promised[one.stage], fixed_at=step.at)
        return recount(calendar, changed)

    return turning.map_open(clocks, change)


def corrected(clocks: Clocks, calendar: Calendar, step: Step) -> Clocks:
    """A correction that names limits is a relimit from now; any other leaves the clock alone."""
    return relimited(clocks, calendar, step) if "limits" in step.data else clocks
