"""Reads of places. `locate` and its kin answer from memory; what is in memory follows the map's version."""

from commongrid.registry.places.queries import current, lineage
from commongrid.registry.places.queries.current import (
    Kept,
    atlas,
    build_atlas,
    gazetteer,
    locate,
    locate_many,
    locate_text,
    located_codes,
    name_places_by,
    path,
    version,
)
from commongrid.registry.places.queries.divisions import (
    children,
    city,
    current_grids,
    division,
    divisions_within,
    grid,
    grid_by_code,
    has_counties,
    middles,
    names,
    path_of,
    spots,
)
from commongrid.registry.places.queries.lineage import (
    earlier,
    heirs,
    history,
    next_code,
    planned,
    redraws_of,
    versions,
)
from commongrid.registry.places.queries.maps import boundaries, landscape
from commongrid.registry.places.queries.nearby import nearest_service_points

__all__ = [
    "Kept",
    "atlas",
    "boundaries",
    "build_atlas",
    "children",
    "city",
    "current_grids",
    "division",
    "divisions_within",
    "earlier",
    "forget",
    "gazetteer",
    "grid",
    "grid_by_code",
    "has_counties",
    "heirs",
    "history",
    "landscape",
    "locate",
    "locate_many",
    "locate_text",
    "located_codes",
    "middles",
    "name_places_by",
    "names",
    "nearest_service_points",
    "next_code",
    "path",
    "path_of",
    "planned",
    "redraws_of",
    "spots",
    "version",
    "versions",
]


def forget() -> None:
    """Read the version at the next question (this process has just changed the map)."""
    current.forget()
    lineage.forget()
