"""Reads of inspections and campaigns; each names the index it stands on."""

from commongrid.work.inspections.queries.campaigns import (
    Places,
    campaign,
    campaigns,
    covers,
    how_many,
    kinds_for,
    overlap,
    places,
    rows_of,
)
from commongrid.work.inspections.queries.due import (
    Task,
    due_count,
    due_here,
    gaps_due,
    open_campaigns,
    to_look_at_again,
)
from commongrid.work.inspections.queries.looks import (
    before,
    gap_states,
    gaps_of_case,
    inspection,
    known_of,
    of_premises,
    offered,
    to_ask,
)
from commongrid.work.inspections.queries.progress import NOTHING, by_part, grids, total, totals

__all__ = [
    "NOTHING",
    "Places",
    "Task",
    "before",
    "by_part",
    "campaign",
    "campaigns",
    "covers",
    "due_count",
    "due_here",
    "gap_states",
    "gaps_due",
    "gaps_of_case",
    "grids",
    "how_many",
    "inspection",
    "kinds_for",
    "known_of",
    "of_premises",
    "offered",
    "open_campaigns",
    "overlap",
    "places",
    "rows_of",
    "to_ask",
    "to_look_at_again",
    "total",
    "totals",
]
