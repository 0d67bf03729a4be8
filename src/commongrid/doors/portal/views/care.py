"""Psychological help: what it is, whom to call now, and where to book a time without a name."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from commongrid.base.verdicts import Refused
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import frame, near, points
from commongrid.doors.portal.views.maps import position
from commongrid.doors.portal.views.nearby import written
from commongrid.registry.appointments import queries as appointments
from commongrid.registry.packs import queries as packs
from commongrid.registry.points import queries as service_points
from commongrid.registry.points.terms import Service

NATIONAL = "12356"
"""全国统一心理援助热线, since 2025; a city may name a line of its own beside it."""
FAR_M = 20_000
MOST = 12


def hotline() -> str:
    """The city's own line, else the national one."""
    try:
        return str(packs.setting("care_hotline"))
    except Refused:
        return NATIONAL


@opens_for("public")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Numbers to call first, then rooms: around a place when one is said, else all, those with times to book on top."""
    asked = request.GET.get("q", "").strip()[:100].replace("\x00", "")
    lon, lat = position(request)
    if lon is None and asked:
        lon, lat, _said = written(asked)
    offered = set(appointments.points_with(Service.PSYCHOLOGY, timezone.localdate()))
    rooms = [(one, one.code in offered) for one in _rooms(lon, lat)]
    told = {
        "asked": asked,
        "is_nowhere": bool(asked) and lon is None,
        "rooms": sorted(rooms, key=lambda row: not row[1])[:MOST] if lon is None else rooms[:MOST],
        "within": near.WITHIN_M,
        "is_near": any((one.metres or FAR_M) <= near.WITHIN_M for one, _open in rooms),
        "lon": lon,
        "hotline": hotline(),
        "national": NATIONAL,
    }
    return frame.page(request, "portal/care.html", told)


def _rooms(lon: float | None, lat: float | None) -> list[points.Point]:
    """Points that offer psychological help, the nearest first where a place was said."""
    now = timezone.now()
    if lon is None or lat is None:
        return [one for one in points.every(now, service_points.MOST) if Service.PSYCHOLOGY in one.codes]
    return [one for one in points.within(lon, lat, FAR_M, now) if Service.PSYCHOLOGY in one.codes]
