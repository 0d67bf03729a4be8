"""Parts of the report page that are asked for while somebody is still writing; by POST, so no address keeps them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import choosing, forms, offering, placing


@opens_for("public")
@require_POST
def where(request: HttpRequest) -> HttpResponse:
    """The place of the pin in words, for the line under the map."""
    told = forms.so_far(request.POST)
    lon, lat = told["lon"], told["lat"]
    found = placing.find(lon, lat, "", "", "") if lon is not None and lat is not None else placing.Found()
    return render(request, "portal/where.html", {"found": found})


@opens_for("public")
@require_POST
def known(request: HttpRequest) -> HttpResponse:
    """The suggestion, and what may be known already."""
    told, now = forms.so_far(request.POST), timezone.now()
    place = placing.find(told["lon"], told["lat"], "", told["address"], told["words"])
    asked = str(request.POST.get("q", ""))[:100].replace("\x00", "")
    shown = {
        "now": now,
        "known": offering.cards(offering.known(told, place.area, now), now),
        **choosing.shown(told["words"], told["matter"], asked),
    }
    return render(request, "portal/known.html", shown)
