"""My round of today: the next place, the others, the map, and planning it anew."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.field import frame, rounds
from commongrid.doors.look import gate, mapdata
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.units.models import Post
from commongrid.work.patrol import acts, queries
from commongrid.work.patrol.terms import Mode

BUDGETS = (60, 90, 120, 180, 240)


@opens_for("patrol.walk")
@require_GET
def round_page(request: HttpRequest) -> HttpResponse:
    """Today's round; without one, what is due and a button that plans it."""
    actor, today = actor_of(request), timezone.localdate()
    found = queries.round_of(actor.post_id or 0, today)
    told: dict[str, Any] = {
        "round": found,
        "due": queries.due_count(actor.area, today),
        "budgets": BUDGETS,
        "modes": [str(mode) for mode in Mode],
        **(rounds.shown(found) if found else {}),
    }
    return frame.page(request, "field/patrol.html", told, tab="today")


@opens_for("patrol.walk")
@require_POST
def plan(request: HttpRequest) -> HttpResponse:
    """Plan today's round, or what is left of it; pressed twice it is planned once."""
    post = _own_post(request)
    try:
        if post is None:
            raise Refused("patrol.no_grid")
        made = acts.plan_round(
            post, timezone.localdate(), _wish(request), by=actor_of(request), at=timezone.now()
        )
        if queries.stops_of(made):
            messages.success(request, _("Planned. What did not fit stands at the end and stays due."))
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("field:patrol")


def _own_post(request: HttpRequest) -> Post | None:
    acting = actor_of(request).post_id
    return next((one for one in gate.posts(request) if one.pk == acting), None)


def _wish(request: HttpRequest) -> acts.Wish:
    mode, budget = request.POST.get("mode", ""), request.POST.get("budget", "")
    return acts.Wish(
        mode=Mode(mode) if mode in set(Mode) else None,
        budget=int(budget) if budget.isdecimal() and int(budget) in BUDGETS else None,
    )


@opens_for("patrol.walk")
@require_GET
def map_data(request: HttpRequest) -> HttpResponse:
    """The round as a line with its numbered places, on the ground of my grids."""
    actor = actor_of(request)
    found = queries.round_of(actor.post_id or 0, timezone.localdate())
    shown = mapdata.areas(actor.area[:9], 1, 2)
    whole = rounds.whole_grids(found) if found else {}
    for area in shown:
        if stands := whole.get(area["properties"]["code"]):
            area["properties"]["stands"] = stands
    mine = [area for area in shown if area["properties"]["code"].startswith(actor.area)]
    told = {
        "areas": mapdata.collection(shown),
        "bounds": mapdata.bounds(mine or shown),
        **mapdata.landscape(),
        **(rounds.drawn(found) if found else {}),
    }
    return JsonResponse(told)


@opens_for("staff")
@require_GET
def kept(request: HttpRequest) -> HttpResponse:
    """Every check-in of mine with what is stored of it and until when."""
    posts = [post.pk for post in gate.posts(request)]
    told = {
        "checkins": rounds.kept_of(list(queries.checkins_of(posts)[: rounds.KEPT_SHOWN])),
        **rounds.days(),
    }
    return frame.page(request, "field/patrol_kept.html", told, tab="me")
