"""Tables of places."""

from commongrid.registry.places.models.divisions import Division, Grid
from commongrid.registry.places.models.maps import MapLayer, MapVersion
from commongrid.registry.places.models.points import ServicePoint

__all__ = [
    "Division",
    "Grid",
    "MapLayer",
    "MapVersion",
    "ServicePoint",
]
