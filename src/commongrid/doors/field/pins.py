"""Where the pin stands on the page of something found: as sent, as the address of the page says, or in one's own grid."""

from __future__ import annotations

from django.forms import Form
from django.http import QueryDict

from commongrid.base.access.terms import Actor
from commongrid.registry.places import queries as places


def placed(asked: QueryDict) -> dict[str, str]:
    """A place the address of the page names, as the page of premises does: the pin stands there from the start."""
    told = {name: asked.get(name, "") for name in ("lon", "lat", "address")}
    try:
        lon, lat = float(told["lon"]), float(told["lat"])
    except ValueError:
        return {}
    is_there = -180 <= lon <= 180 and -90 <= lat <= 90
    return {**told, "address": told["address"].replace("\x00", "")[:160]} if is_there else {}


def of(form: Form) -> str:
    """Where a form has it, "" when it has no place yet."""
    try:
        return f"{float(form['lon'].value())},{float(form['lat'].value())}"
    except (TypeError, ValueError):
        return ""


def first(actor: Actor) -> str:
    """Where the pin stands before it is moved: the middle of the worker's own grid."""
    grid = places.current_grids(actor.area).first() if actor.area else None
    return f"{grid.lon},{grid.lat}" if grid else ""
