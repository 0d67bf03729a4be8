"""Spans of days a search looks into, one after the other. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from commongrid.cases import facets

GROWTH = 8
SPARE = 50
"""A walk that found next to nothing covered so small a part of what a page needs."""
EVER = (facets.FIRST_DAY, facets.LAST_DAY)

type Span = tuple[int, int]


def ahead(start: int, walked: int, descending: bool, least: int, most: int) -> Iterator[Span]:
    """Spans from the day a walk ended on to the end of time, each eight times as long as the one before.

    `walked`: the days the walk covered; `least`, `most`: the first and the last day that may be asked for.
    """
    length, at = walked * SPARE, start
    while least <= at <= most:
        is_last = length > GROWTH**4
        if descending:
            first = least if is_last else max(at - length + 1, least)
            yield first, at
            at = first - 1
        else:
            end = most if is_last else min(at + length - 1, most)
            yield at, end
            at = end + 1
        length *= GROWTH


def cut(first: int, end: int, descending: bool) -> list[Span]:
    """A span in eight, in the order of the list."""
    length = max(1, -(-(end - first + 1) // GROWTH))
    parts = [(at, min(at + length - 1, end)) for at in range(first, end + 1, length)]
    return parts[::-1] if descending else parts


def begins(day: int) -> datetime:
    """The moment a day begins (UTC)."""
    return datetime.fromtimestamp(day * facets.DAY, UTC)
