"""Today: the one thing that is due on top, then the rest."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.doors.field import frame, rounds
from commongrid.doors.field.duties import Here, duties
from commongrid.doors.look import gate
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.registry.duty import queries as duty
from commongrid.registry.duty.models import Shift
from commongrid.registry.duty.terms import EARLY
from commongrid.work.inspections import queries as inspections
from commongrid.work.patrol import queries as patrol
from commongrid.work.patrol.terms import StopState
from commongrid.work.training import queries as training
from commongrid.work.training.queries import Owed
from commongrid.work.training.terms import Standing


@opens_for("reports.verify", "cases.check", "reports.receive", "inspections.make", "captains.serve")
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Duties of my area with counts; the position given is used to sort and then forgotten. Others begin elsewhere."""
    if not frame.walks(actor_of(request)):
        return redirect(frame.home(actor_of(request)))
    now = timezone.now()
    position = frame.here_of(request)
    here = Here(*position) if position else None
    found = duties(actor_of(request), now, here, get_language() or "")
    states = Counter(one.state(now) for one in found)
    first = found[0] if found and found[0].state(now) != "time" else None
    told: dict[str, Any] = {
        "first": first,
        "rest": [(one, one.state(now)) for one in (found[1:] if first else found)],
        "is_sorted_by_place": here is not None,
        "count": len(found),
        "states": [(state, states[state]) for state in ("late", "soon", "time") if states[state]],
    }
    told |= _inspections(actor_of(request), position)
    told["shift"] = _shift(actor_of(request), now)
    told |= _patrol(actor_of(request))
    told["certificate"] = _certificate(request, now)
    return frame.page(request, "field/today.html", told, tab="today")


def _certificate(request: HttpRequest, now: datetime) -> Owed | None:
    """The most pressing certificate my posts ask for and I do not hold, or not for much longer."""
    account_id = actor_of(request).account_id
    if account_id is None:
        return None
    owed = training.owed(account_id, gate.posts(request), timezone.localdate(now))
    return next((one for one in owed if one.stands.standing != Standing.HELD), None)


def _shift(actor: Actor, now: datetime) -> Shift | None:
    """My shift while it is to be signed: from half an hour before it begins until it is signed off."""
    if not access.has(actor, "duty.sign") or actor.account_id is None:
        return None
    mine = duty.own_of(actor.account_id, now)
    return mine if mine is not None and now >= mine.starts_at - EARLY else None


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
