"""Nearby: open public matters and service points within 500 metres, on the map and as lists."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.files import queries as files
from commongrid.cases import numbers
from commongrid.cases.terms import Status
from commongrid.doors.look import pictures
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import booking, forms, frame, near, placing, points, sending
from commongrid.doors.portal.views import hall
from commongrid.doors.portal.views.maps import position
from commongrid.registry.places import queries as places
from commongrid.registry.points import queries as service_points
from commongrid.registry.serving import queries as serving
from commongrid.work.centres import queries as centres


@opens_for("public")
@require_GET
def nearby(request: HttpRequest) -> HttpResponse:
    """Around a position or a place that was written; without either, what is newest in the city."""
    now, asked = timezone.now(), request.GET.get("q", "")[:100].replace("\x00", "")
    lon, lat = position(request)
    said = placing.say(places.locate(lon, lat)) if lon is not None and lat is not None else ""
    if lon is None and asked.strip():
        lon, lat, said = written(asked)
    told: dict[str, Any] = {
        "asked": asked,
        "lon": lon,
        "lat": lat,
        "map_query": _query(lon, lat),
        "said": said,
        "within": near.WITHIN_M,
    }
    if lon is not None and lat is not None:
        told |= {"matters": near.matters_near(lon, lat, at=now), "points": points.around(lon, lat, now)}
        area = places.locate(lon, lat).area_code
        told["card"] = serving.shown(area, now) if len(area) > placing.COMMUNITY else None
        told["nets"] = serving.nets_over(area) if area else ()
        told["nearest"] = None if told["points"] else points.nearest(lon, lat, now)
    else:
        told |= {"matters": near.newest_matters(), "points": points.every(now)}
    return frame.page(request, "portal/nearby.html", told)


def _query(lon: float | None, lat: float | None) -> str:
    return "" if lon is None else f"?lon={lon}&lat={lat}"


def written(asked: str) -> tuple[float | None, float | None, str]:
    """The middle of the place a text names."""
    found = places.locate_text(asked)
    code = found.code or (found.candidates[0].code if len(found.candidates) == 1 else "")
    grid, division = places.grid_by_code(code), places.division(code[:12])
    spot = grid or division
    if spot is None or spot.lon is None:
        return None, None, ""
    return spot.lon, spot.lat, placing.name(code) or spot.name


@opens_for("public")
@require_GET
def point(request: HttpRequest, code: str) -> HttpResponse:
    """One service point: where, when, what for."""
    found = service_points.find(code) if "\x00" not in code else None
    if found is None:
        raise Http404
    now = timezone.now()
    told = {
        "point": points.one(found, now),
        "services": hall.services(found, now),
        "standing": centres.standing(found.pk),
        "today": timezone.localdate(),
        "key": forms.new_key(),
        "bookable": booking.bookable(found.pk),
    }
    return frame.page(request, "portal/point.html", told)


@opens_for("public")
@require_GET
def centre(request: HttpRequest, code: str) -> HttpResponse:
    """What a centre was found to come to by the city's standard, and what was found lacking."""
    found = service_points.find(code) if "\x00" not in code else None
    last = centres.standing(found.pk) if found else None
    if found is None or last is None:
        raise Http404
    in_english = (get_language() or "").startswith("en")
    findings = centres.findings(last)
    items = [
        (item.part, item.en if in_english else item.zh, findings[item.code])
        for item in centres.standard_of(last.edition).items
    ]
    told = {
        "point": points.one(found, timezone.now()),
        "last": last,
        "is_over": last.valid_until is not None and last.valid_until < timezone.localdate(),
        "lacking": [one for one in items if (one[2].found or one[2].own) != "yes"],
        "count": len(items),
    }
    return frame.page(request, "portal/centre.html", told)


@opens_for("public")
@require_http_methods(["GET", "POST"])
def public(request: HttpRequest, number: str) -> HttpResponse:
    """A public matter as anybody may read it; one can be counted in while it is open."""
    case = near.public_case(number)
    if case is None:
        raise Http404
    if request.method == "POST":
        return _join(request, number)
    shown = near.public(case)
    told = {
        "public": shown,
        "case": case,
        "spoken": numbers.spoken(case.number),
        "who": frame.unit_name(case.lead_unit or case.centre),
        "photos": pictures.shown(files.public_photos(pictures.owners_of(case))),
        "key": forms.new_key(),
        "is_open": case.status != Status.CLOSED,
        "language": get_language(),
    }
    return frame.page(request, "portal/public.html", told)


def _join(request: HttpRequest, number: str) -> HttpResponse:
    case, now, key = near.open_public_case(number), timezone.now(), request.POST.get("key", "")
    if case is None or not 8 <= len(key) <= 80:
        raise Http404
    known = sending.before("portal", key)
    seconds = 0 if known else frame.slow_down(request, "report", sending.SEND_FROM_ONE, at=now)
    if seconds:
        return frame.too_often(request, seconds)
    receipt = sending.send(
        request,
        {
            "key": key, "words": near.public(case).title, "lon": case.lon, "lat": case.lat, "accuracy": None,
            "address": "", "matter": case.matter.code, "phone": "", "anonymous": False, "taken": None,
        },
        channel="portal", area=case.area if case.lon is None else "", at=now, twin=case,
    )  # fmt: skip
    return redirect("portal:receipt", number=receipt.report.number)
