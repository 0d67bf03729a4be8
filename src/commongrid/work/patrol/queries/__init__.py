"""Reads of patrolling; each names the index it stands on."""

from commongrid.work.patrol.queries.coverage import (
    by_part,
    grid_stands,
    overdue_here,
    places_on_map,
    rows_of,
    total,
)
from commongrid.work.patrol.queries.demands import (
    Preview,
    asked_at,
    checklist_of,
    demand,
    in_force,
    listed,
    named_by,
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
    "asked_at",
    "by_part",
    "checkins_of",
    "checklist_of",
    "demand",
    "due_count",
    "grid_names",
    "grid_stands",
    "in_force",
    "last_place",
    "listed",
    "named_by",
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
