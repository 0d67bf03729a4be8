"""Tables of places."""

from commongrid.registry.places.models.divisions import Division, Grid
from commongrid.registry.places.models.maps import MapLayer, MapVersion
from commongrid.registry.places.models.points import ServicePoint
from commongrid.registry.places.models.redraws import Became, Redraw

__all__ = [
    "Became",
    "Division",
    "Grid",
    "MapLayer",
    "MapVersion",
    "Redraw",
    "ServicePoint",
]
