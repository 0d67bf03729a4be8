"""Today: the one thing that is due on top, then the rest."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.doors.field import frame, rounds
from commongrid.doors.field.duties import Here, duties
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.work.inspections import queries as inspections
from commongrid.work.patrol import queries as patrol
from commongrid.work.patrol.terms import StopState


@opens_for("reports.verify", "cases.check")
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Duties of my area with counts; the position given is used to sort and then forgotten."""
    now = timezone.now()
    position = frame.here_of(request)
    here = Here(*position) if position else None
    found = duties(actor_of(request), now, here, get_language() or "")
    states = Counter(duty.state(now) for duty in found)
    first = found[0] if found and found[0].state(now) != "time" else None
    told = {
        "first": first,
        "rest": [(duty, duty.state(now)) for duty in (found[1:] if first else found)],
        "is_sorted_by_place": here is not None,
        "count": len(found),
        "states": [(state, states[state]) for state in ("late", "soon", "time") if states[state]],
    }
    told |= _inspections(actor_of(request), position)
    told |= _patrol(actor_of(request))
    return frame.page(request, "field/today.html", told, tab="today")


def _inspections(actor: Actor, position: tuple[float, float] | None) -> dict[str, Any]:
    """How many places are due to be inspected in my area, and the first of them."""
    if not access.has(actor, "inspections.make"):
        return {}
    day = timezone.localdate()
    many = inspections.due_count(actor, day)
    first = inspections.due_here(actor, day, position)[:1] if many else []
    return {"inspections_due": many, "inspection_first": first[0] if first else None}


def _patrol(actor: Actor) -> dict[str, Any]:
    """One line: how many places of today's round are left and the next, else how many are due."""
    if not access.has(actor, "patrol.walk"):
        return {}
    day = timezone.localdate()
    found = patrol.round_of(actor.post_id or 0, day)
    to_go = [one for one in patrol.stops_of(found) if one.state == StopState.PLANNED] if found else []
    first = to_go[0] if to_go else None
    at = rounds.clock(first.arrives) if first else ""
    due = patrol.due_count(actor.area, day) if found is None else 0
    return {"round_left": len(to_go), "round_next": first, "round_at": at, "patrol_due": due}
