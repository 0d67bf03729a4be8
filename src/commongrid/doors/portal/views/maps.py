"""JSON for maps: boundaries, public matters, service points, and one map put together."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from commongrid.doors.look import mapdata
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import maps
from commongrid.registry.places import queries as places

AN_HOUR = 3600


@opens_for("public")
@require_GET
def boundaries(request: HttpRequest, code: str) -> HttpResponse:
    """What lies below a division, as GeoJSON; `depth` 0 to 2."""
    if not code.isdigit() or places.division(code) is None:
        raise Http404
    depth = request.GET.get("depth", "1")
    return mapdata.answer(
        request, places.boundaries(code, int(depth) if depth in ("0", "1", "2") else 1).body, seconds=AN_HOUR
    )


@opens_for("public")
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """Open public matters within `bbox=west,south,east,north`."""
    try:
        west, south, east, north = (_degrees(side) for side in request.GET.get("bbox", "").split(","))
    except ValueError:
        return JsonResponse({"detail": _("bbox is four numbers: west,south,east,north")}, status=400)
    return mapdata.answer(request, mapdata.collection(maps.matters_in(west, south, east, north)))


@opens_for("public")
@require_GET
def points(request: HttpRequest) -> HttpResponse:
    """Every service point in use."""
    return mapdata.answer(request, mapdata.collection(maps.service_points()), seconds=AN_HOUR)


@opens_for("public")
@require_GET
def around(request: HttpRequest) -> HttpResponse:
    """Everything one of our maps draws around a point."""
    return mapdata.answer(request, maps.around(*position(request), as_known="known" in request.GET))


def _degrees(text: str) -> float:
    value = float(text)
    if not -180 <= value <= 180:
        raise ValueError(text)
    return value


def position(request: HttpRequest) -> tuple[float | None, float | None]:
    """The position in the address, if it is one."""
    try:
        lon, lat = float(request.GET.get("lon", "")), float(request.GET.get("lat", ""))
    except ValueError:
        return None, None
    return (lon, lat) if -180 <= lon <= 180 and -90 <= lat <= 90 else (None, None)
