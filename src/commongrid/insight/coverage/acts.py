"""The only writer of coverage: a count of the day."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, timedelta

import numpy as np
from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.insight.coverage import queries, reach, rules
from commongrid.insight.coverage.models import Area, Count
from commongrid.insight.coverage.queries import Ground
from commongrid.insight.coverage.terms import MOST_BEST, MOST_SPOTS, SUBJECT, Basis, Best, Found, Spot

KEPT = timedelta(days=400)
SPOT_M = 200.0


def count(within_m: int, *, by: Actor, at: datetime, day: date) -> Count | None:
    """Count what lies within reach of a point, and keep it as the count of the day; None in a city without homes or grids."""
    ground = queries.ground(at)
    if not len(ground.lons):
        return None
    found = weigh(ground, within_m)
    kept = Count(
        day=day, at=at, within_m=within_m, basis=found.basis, points=len(ground.points),
        spots=[asdict(one) for one in found.spots], best=[asdict(one) for one in found.best],
    )  # fmt: skip
    city = found.shares[0]
    told = {"within_m": within_m, "basis": str(found.basis), "total": city.total, "covered": city.covered}
    with transaction.atomic():
        Count.objects.filter(day=day).delete()
        Count.objects.filter(day__lt=day - KEPT).delete()
        kept.save(force_insert=True)
        Area.objects.bulk_create([Area(count=kept, **asdict(one)) for one in found.shares])
        journal.note(SUBJECT, day.isoformat(), NewEntry("coverage.counted", at, by.snapshot(), told))
    return kept


def weigh(ground: Ground, within_m: float) -> Found:
    """Shares, spots and proposals from what is on the ground."""
    basis = Basis.GRIDS if ground.is_grids else rules.which_basis(ground.rooms)
    weights = np.maximum(ground.rooms, 1) if basis == Basis.ROOMS else np.ones(len(ground.lons), np.int64)
    sites = reach.Sites(ground.lons, ground.lats, weights, within_m)
    covered, weekend = (
        sites.covered([lon for lon, _ in points], [lat for _, lat in points])
        for points in (ground.points, ground.weekend)
    )
    shares = rules.shares(ground.areas, weights, covered, weekend)
    return Found(basis, tuple(shares), _spots(ground, weights, ~covered), _best(ground, sites, covered))


def _spots(ground: Ground, weights: reach.Indexes, left: reach.Flags) -> tuple[Spot, ...]:
    out = np.flatnonzero(left)
    found = reach.clusters(ground.lons[out], ground.lats[out], weights[out], SPOT_M)[:MOST_SPOTS]
    return tuple(Spot(lon, lat, n, str(ground.areas[out[one]])[:12]) for lon, lat, n, one in found)


def _best(ground: Ground, sites: reach.Sites, covered: reach.Flags) -> tuple[Best, ...]:
    found = []
    for site, gain in reach.best(sites, covered, MOST_BEST):
        lon, lat = float(ground.lons[site]), float(ground.lats[site])
        code, name = ("", "") if ground.is_grids else queries.home_at(lon, lat)
        found.append(Best(lon, lat, gain, str(ground.areas[site])[:12], code, name))
    return tuple(found)
