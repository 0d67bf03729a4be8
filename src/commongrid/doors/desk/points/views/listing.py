"""The points of an area by level, one point with its week and its history, and the map of both."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from commongrid.base.journal import queries as history
from commongrid.doors.desk import areas
from commongrid.doors.desk.points import forms, frame
from commongrid.doors.look import mapdata
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.registry.places import queries as places
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.points import queries, rules
from commongrid.registry.points.terms import SUBJECT, Level

SIZE = 60


@opens_for("points.see")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """The points of an area, those of one level alone when asked, a page at a time."""
    now, area, level, after = (
        timezone.now(),
        area_of(request),
        request.GET.get("level", ""),
        request.GET.get("after", ""),
    )
    in_use = request.GET.get("state") != "ended"
    every = [
        one for one in _all(area, in_use) if not level or rules.level_of(one.kind, one.division_id) == level
    ]
    rest = (
        [one for one in every if (one.division_id, one.pk) > tuple(after.partition("~")[::2])]
        if after
        else every
    )
    shown = queries.listed(rest[:SIZE], now)
    last = shown[-1].point if len(rest) > SIZE else None
    told = {
        "rows": shown,
        "total": len(every),
        "levels": forms.words_of("point_level", Level),
        "level": level,
        "state": "" if in_use else "ended",
        "area": area,
        "way": areas.way_to(area),
        "next_url": f"?area={area}&level={level}&after={last.division_id}~{last.pk}" if last else "",
        "first_url": f"?area={area}&level={level}" if after else "",
        "map_url": f"{reverse('desk:points:map')}?area={area}",
    }
    return frame.page(request, "list.html", told)


def area_of(request: HttpRequest) -> str:
    """The area asked for as far as it is the post's, else the post's own: divisions only."""
    asked, own = request.GET.get("area", ""), actor_of(request).area[:12]
    is_within = asked.isdecimal() and asked.isascii() and asked.startswith(own)
    return asked[:12] if is_within else own


def _all(area: str, in_use: bool = True) -> list[ServicePoint]:
    return list(queries.within(area, in_use=in_use).select_related("division")[: queries.MOST])


@opens_for("points.see")
@require_GET
def drawn(request: HttpRequest) -> HttpResponse:
    """The boundaries of an area and its points."""
    area = area_of(request) or getattr(places.city(), "code", "")
    shown = mapdata.areas(area, 1) if area else []
    told: dict[str, Any] = {
        "areas": mapdata.collection(shown),
        "points": mapdata.collection(_mark(one) for one in _all(area)),
        **mapdata.landscape(),
    }
    if bounds := mapdata.bounds(shown):
        told["bounds"] = bounds
    return mapdata.answer(request, told, seconds=20, who="private")


def _mark(one: ServicePoint) -> mapdata.Feature:
    return mapdata.point(one.lon, one.lat, "service", one.name, reverse("desk:points:one", args=[one.pk]))


@opens_for("points.see")
@require_GET
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one point, and its history."""
    point, now = frame.point_or_404(request, code), timezone.now()
    unit = queries.unit_of(point)
    told = {
        "point": point,
        "level": rules.level_of(point.kind, point.division_id),
        "standing": queries.standing(point, now),
        "week": [(forms.DAY_WORDS[day], (point.hours or {}).get(day, ())) for day in forms.WEEK],
        "services": rules.services_of(point.services),
        "rooms": [rules.room_of(text) for text in point.rooms],
        "unit": unit,
        "on_duty": queries.on_duty(point, now),
        "closings": list(queries.ahead([point.pk], now)),
        "path": places.path_of(point.division_id),
        "entries": list(reversed(history.history(SUBJECT, point.pk))),
        "map_url": f"{reverse('desk:points:map')}?area={point.division_id}",
        "public_url": reverse("portal:point", args=[point.pk]) if point.active else "",
        "name_words": _("Service point"),
    }
    return frame.page(request, "one.html", told)
