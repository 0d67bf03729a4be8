"""The only writers of places. An import is checked whole first; with one fault nothing is written."""

from commongrid.registry.places.acts import redraws
from commongrid.registry.places.acts.divisions import import_divisions
from commongrid.registry.places.acts.fitting import checked
from commongrid.registry.places.acts.grids import import_grids
from commongrid.registry.places.acts.outlines import import_outlines
from commongrid.registry.places.acts.packs import load_places
from commongrid.registry.places.acts.points import import_layer, import_service_points, note_premises

__all__ = [
    "checked",
    "import_divisions",
    "import_grids",
    "import_layer",
    "import_outlines",
    "import_service_points",
    "load_places",
    "note_premises",
    "redraws",
]
