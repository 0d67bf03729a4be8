"""The page behind a plate: a resident may report here; whoever works with the place goes to their own page of it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.portal import frame, placing
from commongrid.doors.portal.views.ratings import rated
from commongrid.registry.people.terms import Limit
from commongrid.registry.places import queries as places
from commongrid.registry.premises import queries
from commongrid.registry.premises.models import Premises
from commongrid.work.captains import queries as captains

SCAN_FROM_ONE = (Limit("minute", 60, 30), Limit("hour", 3600, 300))
"""Plates opened by one client: a whole street in an hour, too few to try tokens."""
GRID = 15
ON_FOOT = ("patrol.walk", "inspections.make")
"""Who may do one of these at a place stands before it when they scan its plate."""


@opens_for("public")
@never_cache
@require_GET
def plate(request: HttpRequest, token: str) -> HttpResponse:
    """The place a plate stands for: its name and address and nothing about people."""
    if seconds := frame.slow_down(request, "plate", SCAN_FROM_ONE, at=timezone.now()):
        return frame.too_often(request, seconds)
    premises = queries.behind_plate(token) if token.isalnum() and token.isascii() else None
    if premises is None:
        raise Http404
    actor = actor_of(request)
    if page := _own_page(premises, actor, token):
        return redirect(page)
    told = {
        "premises": premises,
        "grid_page": reverse("portal:grid", args=[premises.area]) if len(premises.area) == GRID else "",
        "is_staff": actor.kind == "staff",
        "sign_in": f"{reverse('account_login')}?{urlencode({'next': request.path})}",
        "said": placing.say(places.locate(premises.lon, premises.lat)),
        "has_captain": premises.captain_id is not None,
        "may_apply": premises.state == "open"
        and premises.captain_id is None
        and bool(captains.offered(premises)),
        "thanks": captains.public_thanks(premises),
        **rated(premises),
        "report": f"{reverse('portal:report')}?{_place(premises, token)}",
    }
    return frame.page(request, "portal/plate.html", told)


def _own_page(premises: Premises, actor: Actor, token: str) -> str:
    """Where whoever answers for the place, looks after it or oversees it goes on; "" for everybody else.

    A captain comes to the building's month, whoever walks or inspects to the place with the plate in hand.
    """
    if access.may(actor, "captains.serve", premises).answer:
        return reverse("field:building", args=[premises.code])
    if not access.may(actor, "premises.see", premises).answer:
        return ""
    if any(access.may(actor, ability, premises).answer for ability in ON_FOOT):
        return f"{reverse('field:premises', args=[premises.code])}?{urlencode({'plate': token})}"
    return reverse("desk:premises:one", args=[premises.code])


def _place(premises: Premises, token: str) -> str:
    where = " ".join(filter(None, (premises.address, premises.name)))
    return urlencode({"lon": premises.lon, "lat": premises.lat, "address": where, "plate": token})
