"""Today: the one thing that is due on top, then the rest."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.doors.field import frame
from commongrid.doors.field.duties import Here, duties
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.work.inspections import queries as inspections


@opens_for("reports.verify", "cases.check", "captains.serve")
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Duties of my area with counts; the position given is used to sort and then forgotten. A captain has buildings."""
    if frame.is_captain(actor_of(request)):
        return redirect("field:buildings")
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
    return frame.page(request, "field/today.html", told, tab="today")


def _inspections(actor: Actor, position: tuple[float, float] | None) -> dict[str, Any]:
    """How many places are due to be inspected in my area, and the first of them."""
    if not access.has(actor, "inspections.make"):
        return {}
    day = timezone.localdate()
    many = inspections.due_count(actor, day)
    first = inspections.due_here(actor, day, position)[:1] if many else []
    return {"inspections_due": many, "inspection_first": first[0] if first else None}
