"""What `map.js` reads: boundaries with their level, the landscape, points with their shape, and the box to show."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from commongrid.doors.look import placekinds
from commongrid.registry.places import queries as places

LEVELS = {
    "city": "city",
    "county": "town",
    "town": "town",
    "village": "community",
    "basic": "grid",
    "dedicated": "grid",
}
SHAPES = {"component": "component", "dispute": "dispute", "inspection": "hazard"}
LAYERS = {"water": "water", "road": "roads", "park": "parks"}
MARGIN = 0.08
FRESH = 60

type Feature = dict[str, Any]


def answer(
    request: HttpRequest, data: dict[str, Any] | str, *, seconds: int = FRESH, who: str = "public"
) -> HttpResponse:
    """JSON with a tag of its content: who has it already gets 304. `who`: "private" for what not everybody may see."""
    body = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:24]}"'
    same = request.headers.get("If-None-Match", "").removeprefix("W/") == tag
    response = HttpResponse(status=304) if same else HttpResponse(body, content_type="application/json")
    response["ETag"] = tag
    patch_vary_headers(response, ["Accept-Language", "Cookie"])  # names are in the reader's language
    response["Cache-Control"] = f"{who}, max-age={seconds}"
    return response


def collection(features: Iterable[Feature]) -> dict[str, Any]:
    """A GeoJSON FeatureCollection."""
    return {"type": "FeatureCollection", "features": list(features)}


def areas(code: str, *depths: int) -> list[Feature]:
    """Boundaries that many levels below a division, each with its `level` and its name in the reader's language."""
    features: list[Feature] = []
    for depth in depths:
        features += json.loads(places.boundaries(code, depth).body)["features"]
    is_english = (get_language() or "").startswith("en")
    for feature in features:
        facts = feature["properties"]
        facts["level"] = LEVELS.get(facts["kind"], "grid")
        facts["name"] = (facts.get("name_en") if is_english else "") or facts.get("label") or facts["name"]
    return features


def landscape() -> dict[str, Any]:
    """Water, roads and parks, by the names `map.js` knows them by."""
    features = json.loads(places.landscape().body)["features"]
    kinds = {
        name: [one for one in features if one["properties"].get("kind") == kind]
        for kind, name in LAYERS.items()
    }
    return {name: collection(found) for name, found in kinds.items() if found}


def point(lon: float | None, lat: float | None, kind: str, title: str, url: str) -> Feature:
    """One mark; `kind` is a matter's kind, a kind of place, or "service", "existing", "hazard"."""
    shape = SHAPES.get(kind, kind if kind in ("service", "existing", "hazard") else "event")
    shape = placekinds.FAMILY.get(kind, shape)  # type: ignore[call-overload]
    facts = {"kind": shape, "title": title, "url": url}
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": [lon, lat]}, "properties": facts}


def stop(spot: tuple[float, float], state: str, title: str, url: str, number: str = "") -> Feature:
    """One place of a round or a patrol: `state` is "next", "done", "fresh", "due" or "overdue" and has a shape of its own."""
    facts = {"state": state, "number": number, "title": title, "url": url}
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": list(spot)}, "properties": facts}


def line(points: Sequence[tuple[float, float]]) -> dict[str, Any]:
    """The way of a round, in its order."""
    drawn = {"type": "LineString", "coordinates": [list(point) for point in points]}
    return collection([{"type": "Feature", "geometry": drawn, "properties": {}}] if len(points) > 1 else [])


def bounds(features: Iterable[Feature]) -> list[float]:
    """West, south, east, north around all corners of some areas, with a little room; empty without any."""
    corners = [corner for feature in features for corner in _corners(feature["geometry"]["coordinates"])]
    if not corners:
        return []
    lons, lats = [corner[0] for corner in corners], [corner[1] for corner in corners]
    west, south, east, north = min(lons), min(lats), max(lons), max(lats)
    wide, high = (east - west) * MARGIN, (north - south) * MARGIN
    return [west - wide, south - high, east + wide, north + high]


def _corners(coordinates: Sequence[Any]) -> Iterator[Sequence[float]]:
    if coordinates and isinstance(coordinates[0], int | float):
        yield coordinates
    else:
        for part in coordinates:
            yield from _corners(part)
