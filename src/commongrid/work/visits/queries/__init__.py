"""Reads of visiting days: days, matters, calls, and the figures of a week or month."""

from commongrid.work.visits.queries.calls import calls_due, find_call
from commongrid.work.visits.queries.counting import by_area, by_matter, overdue_by_village
from commongrid.work.visits.queries.days import announced, brought, find, find_matter, in_span, of_case, owed

__all__ = [
    "announced", "brought", "by_area", "by_matter", "calls_due", "find", "find_call", "find_matter", "in_span", "of_case",
    "overdue_by_village", "owed",
]  # fmt: skip
