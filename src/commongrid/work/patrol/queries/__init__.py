"""Reads of patrolling; each names the index it stands on."""

from commongrid.work.patrol.queries.coverage import by_part, overdue_here, places_on_map, rows_of, total
from commongrid.work.patrol.queries.demands import (
    Preview,
    checklist_of,
    demand,
    in_force,
    listed,
    preview,
    to_come,
)
from commongrid.work.patrol.queries.due import due_count, grid_names, offered, place_of
from commongrid.work.patrol.queries.rounds import (
    checkins_of,
    last_place,
    on_duty,
    round_of,
    rounds_near,
    stops_of,
)

__all__ = [
    "Preview",
    "by_part",
    "checkins_of",
    "checklist_of",
    "demand",
    "due_count",
    "grid_names",
    "in_force",
    "last_place",
    "listed",
    "offered",
    "on_duty",
    "overdue_here",
    "place_of",
    "places_on_map",
    "preview",
    "round_of",
    "rounds_near",
    "rows_of",
    "stops_of",
    "to_come",
    "total",
]
