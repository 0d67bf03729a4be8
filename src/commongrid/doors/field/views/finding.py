"""Finding a place of my grids by name, address or the plate at its door; without signal the phone does it itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.doors.field import forms, frame, held_places
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.registry.premises import queries
from commongrid.registry.premises.models import Premises

SHOWN = 20


@opens_for("patrol.walk", "inspections.make")
@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """At most twenty places; a scanned plate leads to its own."""
    actor, asked = actor_of(request), request.GET.get("q", "").replace("\x00", "")[:200].strip()
    token = asked.rstrip("/").rsplit("/", 1)[-1]
    by_plate = _behind(actor, token)
    held, _moves = queries.mark_of(actor, held_places.MOST_PLACES)
    found = [by_plate] if by_plate else _named(actor, asked)
    told = {
        "asked": asked,
        "found": found[:SHOWN],
        "has_more": len(found) > SHOWN,
        "plate": token if by_plate else "",
        "held": held,
        "most": held_places.MOST_PLACES,
        "key": forms.new_key(),
    }
    return frame.page(request, "field/find.html", told, tab="grid")


def _behind(actor: Actor, token: str) -> Premises | None:
    found = queries.behind_plate(token) if token.isalnum() and token.isascii() and len(token) <= 12 else None
    return found if found is not None and access.may(actor, "premises.see", found).answer else None


def _named(actor: Actor, words: str) -> list[Premises]:
    return queries.listed(queries.Asked(area=actor.area, words=words), actor, SHOWN) if words else []


@opens_for("patrol.walk", "inspections.make")
@require_GET
def names(request: HttpRequest) -> HttpResponse:
    """What a phone finds places by without signal."""
    return JsonResponse(held_places.index(actor_of(request), get_language() or "zh-hans"))
