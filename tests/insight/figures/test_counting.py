"""Kept, rebuilt and counted by hand are the same number, after any history in any batches."""

from __future__ import annotations

import math
import random
from collections import Counter
from typing import Any

import pytest

from commongrid.insight.figures import acts, folding
from commongrid.insight.figures.buckets import GAMMA
from commongrid.insight.figures.measures import MEASURES
from commongrid.insight.figures.models import Cell, Happening, Spread, Turn, Voice
from commongrid.insight.figures.terms import Stage
from tests.cast import Town
from tests.insight.figures import brute, histories

pytestmark = pytest.mark.django_db


def kept() -> dict[Any, int]:
    """Every sum that is kept and is not nothing."""
    return {
        (cell["cut"], cell["area"], cell["grain"], cell["starts_on"], cell["key"], name): cell[name]
        for cell in Cell.objects.values()
        for name in MEASURES
        if cell[name]
    }


def spread() -> list[dict[str, Any]]:
    return [
        {name: value for name, value in row.items() if value}
        for row in Spread.objects.order_by("pk").values()
        if any(row[f"{stage}_s"] for stage in Stage)
    ]


def facts() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in (Turn, Happening, Voice)]


def hear_in_batches(dice: random.Random) -> None:
    told = histories.in_order()
    while told:
        size = dice.choice([1, 3, 20, 100])
        batch, told = told[:size], told[size:]
        acts.count(batch, at=batch[-1].at)


@pytest.mark.parametrize("seed", range(5))
def test_kept_equals_counted_by_hand(town: Town, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(2):
        histories.play(town, dice)
        hear_in_batches(dice)
    assert kept() == dict(brute.sums(brute.marks(histories.entries())))
    assert of_towns() == buckets_by_hand()


def of_towns() -> Counter[Any]:
    found: Counter[Any] = Counter()
    for row in Spread.objects.extra(where=["length(area) = 9"]).filter(cut="total", grain="day").values():
        for stage in Stage:
            for bucket, count in (row[f"{stage}_s"] or {}).items():
                found[row["area"], row["starts_on"], str(stage), int(bucket)] += count
    return found


def buckets_by_hand() -> Counter[Any]:
    found: Counter[Any] = Counter()
    for (area, on, stage, seconds), count in brute.stages(histories.entries()).items():
        bucket = math.ceil(math.log(max(seconds, 1)) / math.log(GAMMA))
        found[area, on, stage, bucket] += count
    return found


def test_what_is_folded_at_once_equals_what_is_heard(town: Town) -> None:
    dice = random.Random(11)
    histories.play(town, dice)
    hear_in_batches(dice)
    heard, sums, spreads = facts(), kept(), spread()
    for model in (Turn, Happening, Voice, Cell, Spread):
        model.objects.all().delete()
    for _ in range(2):
        acts.bring_in([folding.fold(histories.entries())], at=town.now)
        assert (facts(), kept(), spread()) == (heard, sums, spreads)
