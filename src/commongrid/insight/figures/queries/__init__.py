"""Reads of figures. A dashboard needs `values`, `compared`, `series`, `by_division`, `by_key`, `usual`, `standing*`, `page`."""

from commongrid.insight.figures.queries.behind import Behind, facts, page
from commongrid.insight.figures.queries.counts import counts
from commongrid.insight.figures.queries.durations import histograms
from commongrid.insight.figures.queries.kept import (
    kept_cases,
    kept_voices,
    months,
    owing,
    subjects,
    subjects_of,
)
from commongrid.insight.figures.queries.now import (
    Standing,
    standing,
    standing_by_division,
    standing_by_unit,
)
from commongrid.insight.figures.queries.scope import Scope
from commongrid.insight.figures.queries.values import by_division, by_key, compared, series, usual, values

__all__ = [
    "Behind",
    "Scope",
    "Standing",
    "by_division",
    "by_key",
    "compared",
    "counts",
    "facts",
    "histograms",
    "kept_cases",
    "kept_voices",
    "months",
    "owing",
    "page",
    "series",
    "standing",
    "standing_by_division",
    "standing_by_unit",
    "subjects",
    "subjects_of",
    "usual",
    "values",
]
