"""Reads of cases: one for acting, one for its page, lists by queue, counts."""

from commongrid.cases.queries.asking import Asked
from commongrid.cases.queries.finding import (
    FOR_ROWS,
    allowed,
    for_act,
    for_page,
    known,
    numbers_in_use,
    public,
    rows,
    seen_by,
)
from commongrid.cases.queries.pages import COUNTED, ORDERS, PAGE, Page, count, page
from commongrid.cases.queries.waiting import QUEUES, Queue, late, queues

__all__ = [
    "COUNTED",
    "FOR_ROWS",
    "ORDERS",
    "PAGE",
    "QUEUES",
    "Asked",
    "Page",
    "Queue",
    "allowed",
    "count",
    "for_act",
    "for_page",
    "known",
    "late",
    "numbers_in_use",
    "page",
    "public",
    "queues",
    "rows",
    "seen_by",
]
