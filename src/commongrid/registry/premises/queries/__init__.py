"""Reads of premises; each names the index it stands on."""

from commongrid.registry.premises.queries.drawing import dots, may_sum, sums
from commongrid.registry.premises.queries.listing import count, listed, seen_by, within
from commongrid.registry.premises.queries.nearness import (
    Pair,
    doubles_of,
    doubles_within,
    nearest,
)
from commongrid.registry.premises.queries.picking import count_of, first_of, mark_of, walked
from commongrid.registry.premises.queries.single import (
    answered_for_by,
    behind_plate,
    by_id,
    captains,
    find,
    inside,
    marks,
    plate_of,
    plates_of,
    spot_of,
    told_of_by_plate,
)
from commongrid.registry.premises.queries.walking import Asked, parts

__all__ = [
    "Asked",
    "Pair",
    "answered_for_by",
    "behind_plate",
    "by_id",
    "captains",
    "count",
    "count_of",
    "dots",
    "doubles_of",
    "doubles_within",
    "find",
    "first_of",
    "inside",
    "listed",
    "mark_of",
    "marks",
    "may_sum",
    "nearest",
    "parts",
    "plate_of",
    "plates_of",
    "seen_by",
    "spot_of",
    "sums",
    "told_of_by_plate",
    "walked",
    "within",
]
