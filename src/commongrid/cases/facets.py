"""The lexemes beside a case's words by which it is found: where, what, who, which state, and when. Pure.

They are made by the SQL function `cases_found_by` and stand in the same index as the words. A facet holds a colon,
which no word does. Days stand in buckets of 1, 8, 64 and 512, so that any span is a handful of lexemes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from commongrid.base.access.terms import AllOf, AnyOf, Condition, Has, Is, Prefix

type Letter = Literal["o", "z", "e", "f"]
"""opened, closed, due (e: ends), soon (f: first warning)."""

LEVELS = (9, 6, 3, 0)
DAY = 86_400
FIRST_DAY = 10_957
"""2000-01-01: nothing is older."""
LAST_DAY = 36_524
"""2069-12-31."""
DIGITS = (6, 9, 12, 14, 15)
NOTHING = "'!'"
"""A query that no case meets."""
FINEST = 10
"""The H3 resolution of a case's own cell."""
BITS = {6: 27, 8: 21}
"""H3 resolution → how far a cell of resolution 10 is shifted to name its ancestor."""


def either(found: Iterable[str]) -> str:
    """Any of these; NOTHING for none."""
    told = list(dict.fromkeys(found))
    if not told:
        return NOTHING
    return told[0] if len(told) == 1 else f"({' | '.join(told)})"


def every(found: Iterable[str]) -> str:
    """All of these that ask for something."""
    return " & ".join(dict.fromkeys(part for part in found if part))


def area(code: str) -> str:
    """Within a division or a grid; "" where the code is too short to narrow anything."""
    size = max((size for size in DIGITS if size <= len(code)), default=0)
    return f"'a:{code[:size]}'" if size else ""


def matters(ids: Iterable[int]) -> str:
    return either(f"'m:{one}'" for one in ids)


def statuses(names: Iterable[str]) -> str:
    return either(f"'s:{one}'" for one in names)


def cells(found: Iterable[int], resolution: int) -> str:
    """In any of these H3 cells of resolution 10, or in the same ancestor as one of them."""
    return either(f"'h{resolution}:{cell >> BITS[resolution]}'" for cell in found)


def day(at: datetime) -> int:
    """The number of a moment's day (UTC, from 1970)."""
    return int(at.timestamp() // DAY)


def span(letter: Letter, first: int, last: int) -> str:
    """Between two days, both counted: the largest buckets that lie inside, the smaller ones at both ends."""
    found, at, last = [], max(first, FIRST_DAY), min(last, LAST_DAY)
    while at <= last:
        bits = next(bits for bits in LEVELS if at % (1 << bits) == 0 and at + (1 << bits) - 1 <= last)
        found.append(f"'{letter}{bits // 3}:{at >> bits}'")
        at += 1 << bits
    return either(found)


def reach(condition: Condition) -> str:
    """What a grant reaches, as far as facets can say it; "" where they cannot narrow it.

    It never lets out what the condition holds on; the condition itself is still checked on each row.
    """
    match condition:
        case Prefix("area", value):
            return area(value)
        case Is("centre_id", value):
            return f"'k:{value}'" if value is not None else NOTHING
        case Has("unit_ids" | "called_ids" as field, value):
            return f"'{'u' if field == 'unit_ids' else 'w'}:{value}'" if value is not None else NOTHING
        case AnyOf(conditions):
            told = [reach(each) for each in conditions]
            return either(told) if all(told) else ""
        case AllOf(conditions):
            return every(reach(each) for each in conditions)
        case _:
            return ""
