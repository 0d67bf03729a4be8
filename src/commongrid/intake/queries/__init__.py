"""Reads of reports: where a place belongs, what is already there, and what a reporter may see."""

from commongrid.intake.queries.placing import Place, cell, path_of, place
from commongrid.intake.queries.premises import at_premises, known_of, open_at_premises, premises_of
from commongrid.intake.queries.reporters import reporter
from commongrid.intake.queries.reports import (
    by_key,
    by_number,
    declined_by,
    for_reading,
    in_cells,
    numbered,
    of_person,
    open_cases_near,
    reports_behind,
    title_for,
    twins_since,
    waiting,
)

__all__ = [
    "Place",
    "at_premises",
    "by_key",
    "by_number",
    "cell",
    "declined_by",
    "for_reading",
    "in_cells",
    "known_of",
    "numbered",
    "of_person",
    "open_at_premises",
    "open_cases_near",
    "path_of",
    "place",
    "premises_of",
    "reporter",
    "reports_behind",
    "title_for",
    "twins_since",
    "waiting",
]
