"""What the form of a redrawing begins with."""

from __future__ import annotations

import re
import secrets
from typing import Any

from django.http import HttpRequest

from commongrid.doors.desk.admin.grids.spots import as_lines
from commongrid.registry.places import queries as places
from commongrid.registry.places import redrawing
from commongrid.registry.places.models import Grid
from commongrid.registry.places.reading import from_geojson
from commongrid.registry.places.terms import GridKind


def choices(code: str, kind: str) -> Any:
    """The grids a kind of redrawing is about."""
    found = places.current_grids(code)
    wanted = GridKind.DEDICATED if kind == "ended" else GridKind.BASIC
    return found.filter(kind=wanted).order_by("code")


def first(request: HttpRequest, code: str, kind: str, grids: list[Grid]) -> dict[str, Any]:
    """What the form begins with: the grids of the address, the next free code, for a border the border as it is."""
    known = {grid.code: grid for grid in grids}
    chosen = [one for one in request.GET.getlist("grid") if one in known]
    digits = len(grids[0].code) - 12 if grids else 3
    new = places.next_code(code, digits, dedicated=kind == "dedicated")
    begun: dict[str, Any] = {"grids": chosen, "key": secrets.token_urlsafe(12), "give": True, "code": new}
    begun["name"] = _name_like(grids, new) if kind == "split" else ""
    if kind == "edge" and len(chosen) == 2:
        one, other = (from_geojson(known[each].geometry) for each in chosen)
        begun["shape"] = as_lines(redrawing.edge_between(one, other))
    return begun


def _name_like(grids: list[Grid], code: str) -> str:
    """A name in the manner of its neighbours: 东兴03网格 → 东兴05网格; empty where they carry no number."""
    told = next((grid.name for grid in grids if re.search(r"\d+", grid.name)), "")
    return re.sub(r"\d+", f"{int(code[12:]):02d}", told, count=1)
