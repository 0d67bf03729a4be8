"""The bound under a round is one, and the measurement prints what the others print."""

from __future__ import annotations

import json
from itertools import pairwise, permutations

import numpy as np
import pytest

from bench import rounds
from commongrid.work.patrol import routing


def test_no_way_is_shorter_than_the_bound() -> None:
    task = rounds.town(0, 6, seed=3)
    assert task.start is not None
    far = routing.distances([task.start, *((call.lon, call.lat) for call in task.calls)])
    best = min(sum(far[a, b] for a, b in pairwise((0, *order))) for order in permutations(range(1, 7)))
    nearest = rounds.nearest_next(far)
    assert rounds.bound(far, nearest) <= best + 1e-6
    assert rounds.bound(far, nearest) >= 0.9 * best
    assert nearest >= best - 1e-6
    assert routing.plan(task, seconds=30).metres == pytest.approx(best, abs=6)


def test_a_least_tree_joins_all_with_the_least_length() -> None:
    line = np.abs(np.arange(5.0)[:, None] - np.arange(5.0)[None, :])
    length, degree = rounds.least_tree(line)
    assert (length, degree.tolist()) == (4.0, [1, 2, 2, 2, 1])


def test_it_measures_end_to_end(capsys: pytest.CaptureFixture[str]) -> None:
    assert rounds.main(["--towns", "1", "--stops", "12", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["way"]
    assert 1 <= found["ratio"] <= 1.2
    assert {"ours", "limit", "ratio", "nearest", "seconds"} <= set(found)
