"""Coverage: the geometry beside a brute force, greedy beside weighing all each time and beside the best, and the kept count."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from commongrid.base.access.terms import SYSTEM
from commongrid.insight.coverage import acts, queries, reach, rules
from commongrid.insight.coverage.models import Count
from commongrid.insight.coverage.terms import Basis
from commongrid.registry.places import coordinates
from tests.cast import Town

REACH = 500.0


def some(n: int, seed: int, wide: float = 0.05) -> reach.Sites:
    rng = np.random.default_rng(seed)
    lons, lats = 113.7 + rng.random(n) * wide, 23.0 + rng.random(n) * wide
    return reach.Sites(lons, lats, rng.integers(1, 9, n), REACH)


def near(sites: reach.Sites) -> NDArray[np.bool_]:
    """Every site beside every other, the slow way."""
    return np.stack(
        [
            coordinates.metres(lon, lat, sites.lons, sites.lats) <= REACH
            for lon, lat in zip(sites.lons, sites.lats, strict=True)
        ]
    )


@pytest.mark.parametrize("seed", range(4))
def test_what_lies_within_reach_is_what_a_slow_look_finds(seed: int) -> None:
    sites = some(700, seed)
    slow = near(sites)
    for n in range(0, 700, 7):
        assert sorted(sites.within(sites.lons[n], sites.lats[n])) == np.flatnonzero(slow[n]).tolist()
    assert not sites.within(120.0, 30.0).size
    assert (sites.bounds(sites.weights) >= slow @ sites.weights).all()


@pytest.mark.parametrize("seed", range(6))
def test_the_lazy_way_chooses_what_weighing_all_chooses(seed: int) -> None:
    sites = some(400, seed)
    slow = near(sites)
    covered = slow[: seed * 3].any(axis=0) if seed else np.zeros(400, dtype=bool)
    left, wanted = np.where(covered, 0, sites.weights), []
    for _ in range(8):
        gains = slow @ left
        site = int(np.argmax(gains))
        wanted.append((site, int(gains[site])))
        left = np.where(slow[site], 0, left)
    assert list(reach.best(sites, covered, 8)) == wanted


def test_greedy_keeps_its_promise_beside_the_best() -> None:
    for seed in range(5):
        sites = some(26, seed, 0.03)
        slow = near(sites)
        most = max(
            int(sites.weights[slow[list(chosen)].any(axis=0)].sum()) for chosen in combinations(range(26), 3)
        )
        ours = sum(gain for _site, gain in reach.best(sites, np.zeros(26, dtype=bool), 3))
        assert (1 - 1 / np.e) * most <= ours <= most


def test_nothing_is_proposed_where_all_are_within_reach() -> None:
    sites = some(50, 1)
    assert list(reach.best(sites, np.ones(50, dtype=bool), 5)) == []


def test_shares_are_of_city_town_and_community() -> None:
    areas = np.array(["449900101001001", "449900101002", "449900102001"])
    told = rules.shares(
        areas, np.array([2, 3, 5]), np.array([True, False, True]), np.array([False, True, True])
    )
    by = {one.area: (one.total, one.covered, one.weekend) for one in told}
    assert by[""] == (10, 7, 5)
    assert by["449900101"] == (5, 2, 0)
    assert by["449900101002"] == (3, 0, 0)


def test_rooms_count_only_where_nearly_all_tell_theirs() -> None:
    assert rules.which_basis(np.array([3, 4, 5, 6, 0])) == Basis.ROOMS
    assert rules.which_basis(np.array([3, 0, 0])) == Basis.BUILDINGS
    assert rules.which_basis(np.array([], np.int64)) == Basis.GRIDS


@pytest.mark.django_db
def test_a_count_is_kept_once_a_day(town: Town) -> None:
    for _ in range(2):
        count = acts.count(500, by=SYSTEM, at=town.now, day=town.today)
    assert count is not None
    assert Count.objects.count() == 1
    city = queries.share_of(count, "")
    assert city is not None
    parts = [queries.areas_of(count, "4499", size) for size in (9, 12)]
    assert [sum(one.total for one in part) for part in parts] == [city.total, city.total]
    assert sum(spot["n"] for spot in count.spots) == city.total - city.covered
    if count.best:
        assert queries.home_at(count.best[0]["lon"], count.best[0]["lat"])[0] == count.best[0]["code"]


@pytest.mark.django_db
def test_a_point_that_is_shut_for_long_does_not_count(town: Town) -> None:
    from datetime import timedelta

    from commongrid.registry.points import acts as points

    before = queries.ground(town.now)
    span = (town.now, town.now + timedelta(days=30))
    points.announce("SP-449900101001", 0, span, ("装修", ""), by=town.zhoumin, at=town.now)
    assert len(queries.ground(town.now).points) == len(before.points) - 1
    assert len(before.weekend) < len(before.points)
