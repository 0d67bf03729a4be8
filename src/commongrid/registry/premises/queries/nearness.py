"""Premises by position: the nearest, and which may be doubles."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from commongrid.registry.places import coordinates
from commongrid.registry.premises import rules
from commongrid.registry.premises.models import Apart, Premises
from commongrid.registry.premises.queries.single import spot_of
from commongrid.registry.premises.queries.walking import AFTER_DIGITS
from commongrid.registry.premises.terms import State

NEAREST = (
    "select id from premises_premises where point(lon, lat) <@ box(point(%s, %s), point(%s, %s))"
    " and state = 'open' order by point(lon, lat) <-> point(%s, %s) limit %s"
)
CELL = 0.0006
"""Degrees: about 60 m, so that whoever may be the same stands in the same cell or the next."""
COMPARED = 6_000


@dataclass(frozen=True, slots=True)
class Pair:
    """Two premises that may be one: how likely, and why."""

    one: Premises
    other: Premises
    likely: float
    whys: tuple[Any, ...]


def nearest(lon: float, lat: float, within_m: float = 60, limit: int = 20) -> list[tuple[Premises, float]]:
    """Open premises at most `within_m` metres away with their distance, nearest first (GiST premises_premises_point)."""
    told = [*coordinates.box(lon, lat, within_m), lon, lat, limit]
    found = _by_ids(_ids(NEAREST, told))
    far = [(one, coordinates.metres(lon, lat, one.lon, one.lat)) for one in found]
    return sorted((pair for pair in far if pair[1] <= within_m), key=lambda pair: (pair[1], pair[0].code))


def doubles_of(premises: Premises) -> list[Pair]:
    """Which others near by may be the same place, likeliest first; those told apart are left out."""
    apart = _told_apart([premises.pk])
    pairs = [
        _pair(premises, other)
        for other, _metres in nearest(premises.lon, premises.lat, rules.FAR_M)
        if other.pk != premises.pk and frozenset((premises.pk, other.pk)) not in apart
    ]
    return _likely(pairs)


def doubles_within(area: str, most: int = 50) -> list[Pair]:
    """Pairs within a community or a grid that may be one place, likeliest first (premises_premises_listed).

    At most 6,000 premises are compared, in the order of their codes: ask for a grid where there are more.
    """
    rows = Premises.objects.filter(state=State.OPEN, area__gte=area, area__lt=area + AFTER_DIGITS)
    near: dict[tuple[int, int], list[Premises]] = defaultdict(list)
    for one in rows.defer("found").order_by("area", "code")[:COMPARED]:
        near[int(one.lon / CELL), int(one.lat / CELL)].append(one)
    pairs = [_pair(one, other) for one, other in _neighbours(near)]
    apart = _told_apart([pair.one.pk for pair in _likely(pairs)])
    return [one for one in _likely(pairs) if frozenset((one.one.pk, one.other.pk)) not in apart][:most]


def _neighbours(near: dict[tuple[int, int], list[Premises]]) -> list[tuple[Premises, Premises]]:
    """Every two in one cell or in cells side by side, once."""
    found = []
    for (x, y), here in near.items():
        found += list(combinations(here, 2))
        for beside in ((x + 1, y - 1), (x + 1, y), (x + 1, y + 1), (x, y + 1)):
            found += [(one, other) for one in here for other in near.get(beside, ())]
    return found


def _pair(one: Premises, other: Premises) -> Pair:
    verdict = rules.is_same(spot_of(one), spot_of(other))
    return Pair(one, other, verdict.answer, verdict.why)


def _likely(pairs: list[Pair]) -> list[Pair]:
    likely = [pair for pair in pairs if pair.likely >= rules.LIKELY]
    return sorted(likely, key=lambda pair: (-pair.likely, pair.one.code, pair.other.code))


def _told_apart(ids: list[UUID]) -> set[frozenset[UUID]]:
    rows = Apart.objects.filter(one__in=ids) | Apart.objects.filter(other__in=ids)
    return {frozenset(pair) for pair in rows.values_list("one_id", "other_id")}


def _ids(sql: str, params: list[Any]) -> list[UUID]:
    with connection.cursor() as db:
        db.execute(sql, params)
        return [row[0] for row in db.fetchall()]


def _by_ids(ids: list[UUID]) -> QuerySet[Premises]:
    return Premises.objects.filter(pk__in=ids).defer("found")
