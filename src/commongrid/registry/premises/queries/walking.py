"""What a list asks for, and its rows in the order of area and code."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet

from commongrid.registry.premises.models import Premises
from commongrid.registry.premises.terms import SIZES, State

AFTER_DIGITS = ":"
"""The sign after 9: codes within a division end before its code and this."""

type Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list shows: within an area, of a kind ("" any), in a state, with these words; after (area, code)."""

    area: str = ""
    kind: str = ""
    state: str = State.OPEN
    words: str = ""
    after: Key = ("", "")


def walk(asked: Asked, rows: QuerySet[Premises]) -> QuerySet[Premises]:
    """Rows of a filter without words in the order of area and code, after its key."""
    area, code = asked.after
    rows = rows.filter(state=asked.state, area__gte=max(asked.area, area), area__lt=asked.area + AFTER_DIGITS)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if area:
        rows = rows.filter(Q(area__gt=area) | Q(area=area, code__gt=code))
    return rows.order_by("area", "code")


def parts(area: str) -> list[str]:
    """The areas directly below one that hold premises, itself first where some lie in none of them (premises_tally_once).

    One step in the index for each, however many grids they have.
    """
    size = next((size for size in SIZES if size > max(len(area), 3)), SIZES[-1])
    with connection.cursor() as db:
        db.execute(PARTS, [size, area, area + AFTER_DIGITS, size, size, area + AFTER_DIGITS])
        return [row[0] for row in db.fetchall()]


PARTS = """
with recursive part (code) as (
  select left(min(area), %s) from premises_tally where area >= %s and area < %s and n > 0
  union all
  select (
    select left(min(area), %s) from premises_tally
    where area >= part.code || case when length(part.code) < %s then '0' else ':' end and area < %s and n > 0
  ) from part where part.code is not null
)
select code from part where code is not null
"""
"""From one part to the next: what begins with its code is passed over (":" follows every digit), unless it is the area itself."""
