"""Levels of divisions, kinds of grids and of entries."""

from __future__ import annotations

from enum import StrEnum

KINDS = (
    "places.divisions_imported",
    "places.grids_drawn",
    "places.grids_redrawn",
    "places.layer_drawn",
    "places.outlines_drawn",
    "places.premises_imported",
    "places.redraw_dropped",
    "places.redraw_planned",
    "places.redraw_undone",
    "places.service_points_imported",
)
"""Journal kinds; their subject is the map."""


class Level(StrEnum):
    """Levels of divisions from the top; any of them may be missing in a city."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    VILLAGE = "village"


DIGITS = {2: Level.PROVINCE, 4: Level.CITY, 6: Level.COUNTY, 9: Level.TOWN, 12: Level.VILLAGE}
"""How many digits a division code of each level has (GB/T 2260, GB/T 10114, statistical codes)."""


class GridKind(StrEnum):
    BASIC = "basic"
    DEDICATED = "dedicated"


class RedrawState(StrEnum):
    """A redrawing waits for its day, is done, was taken back, was called off, or could not be done on its day."""

    PLANNED = "planned"
    DONE = "done"
    UNDONE = "undone"
    DROPPED = "dropped"
    REFUSED = "refused"
