"""Fetching tickets page by page: the cursor moves in the same transaction as what the page brought."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import transaction

from commongrid.base.access.terms import SYSTEM
from commongrid.doors.exchange.lines import calling, tables
from commongrid.work.lines import acts, mapping
from commongrid.work.lines.models import Line

PAGE = 100
MOST_PAGES = 50
LONGEST_CURSOR = 400


def read(line: Line, *, at: datetime) -> int:
    """Take in page after page until there is none; how many tickets became reports. Raises calling.NoAnswer."""
    how, new = mapping.read(line.map), 0
    for _ in range(MOST_PAGES):
        query = {"cursor": line.cursor, "limit": str(PAGE)}
        rows, following = _page(calling.get(line, str(line.options.get("url", "")), query, at=at))
        with transaction.atomic():
            taken = [acts.take_in(line, mapping.told(row, how), by=SYSTEM, at=at) for row in rows]
            is_end = not rows or following == line.cursor
            acts.move_cursor(line, following or line.cursor, at=at)
        new += sum(one.is_new for one in taken)
        if is_end or not following:
            break
    return new


def _page(data: bytes) -> tuple[list[tables.Row], str]:
    """The rows of an answer and the cursor of the next page: {"tickets": [...], "next": "…"}."""
    try:
        rows, told = tables.of_json(data), json.loads(data)
    except tables.Unreadable as fault:
        raise calling.NoAnswer(str(fault)) from None
    if not isinstance(told, dict) or "tickets" not in told:
        raise calling.NoAnswer("an answer without tickets")
    following = str(told.get("next") or "")
    if len(following) > LONGEST_CURSOR:
        raise calling.NoAnswer("a cursor longer than 400 signs")
    return rows, following
