"""Reads of cases: one for acting, one for its page, lists by queue, counts."""

from commongrid.cases.queries.finding import (
    FOR_ROWS,
    allowed,
    for_act,
    for_page,
    matching,
    public,
    rows,
    seen_by,
)
from commongrid.cases.queries.pages import ORDERS, PAGE, Page, ordered, page
from commongrid.cases.queries.waiting import QUEUES, Queue, late, queues

__all__ = [
    "FOR_ROWS",
    "ORDERS",
    "PAGE",
    "QUEUES",
    "Page",
    "Queue",
    "allowed",
    "for_act",
    "for_page",
    "late",
    "matching",
    "ordered",
    "page",
    "public",
    "queues",
    "rows",
    "seen_by",
]
