"""Kept, rebuilt and counted by hand are the same number, after any history in any batches."""

from __future__ import annotations

import math
import random
from collections import Counter
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from commongrid.insight.figures import acts, folding, queries
from commongrid.insight.figures.buckets import GAMMA
from commongrid.insight.figures.measures import MEASURES
from commongrid.insight.figures.models import Cell, Happening, Spread, Turn, Voice
from commongrid.insight.figures.queries import Scope
from commongrid.insight.figures.terms import Cut, Period, Stage
from tests.cast import Town
from tests.insight.figures import adding, brute, histories

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


@pytest.mark.parametrize("seed", range(4))
def test_kept_rebuilt_and_counted_by_hand_are_the_same(town: Town, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(2):
        histories.play(town, dice, steps=60)
        hear_in_batches(dice)
    marks = list(brute.marks(histories.entries()))
    assert kept() == dict(adding.sums(marks))
    assert of_towns() == buckets_by_hand()
    every_question_is_answered(marks, dice)
    durations_of_any_place(dice)
    heard = (facts(), kept(), spread())
    spoil()
    list(acts.rebuild(at=town.now))
    assert (facts(), kept(), spread()) == heard


def every_question_is_answered(marks: list[brute.Mark], dice: random.Random) -> None:
    """By sums or by facts, for any place, key and period; and as many rows stand behind the figure."""
    for _ in range(40):
        one = dice.choice(marks)
        cut = dice.choice(list(Cut))
        key = {Cut.TOTAL: "", Cut.MATTER: one.matter, Cut.UNIT: one.unit, Cut.CHANNEL: one.channel}[cut]
        if key is None:
            continue
        scope = Scope(one.area[: dice.choice([0, 4, 6, 9, 12])], cut, str(key))
        first = one.day - timedelta(days=dice.choice([0, 3, 50]))
        period = Period(first, one.day + timedelta(days=dice.choice([0, 5, 60])))
        asked = {one.measure, "closed", "due"}
        by_hand = Counter(mark.measure for mark in marks if is_in(mark, scope, period))
        told = queries.counts(scope, [period], asked).get((0, ""), {})
        assert {name: told.get(name, 0) for name in asked} == {name: by_hand[name] for name in asked}
        assert queries.facts(one.measure, scope, period).count() == by_hand[one.measure]
        assert len(pages(one.measure, scope, period)) == by_hand[one.measure]


def is_in(mark: brute.Mark, scope: Scope, period: Period) -> bool:
    told = {Cut.TOTAL: "", Cut.MATTER: str(mark.matter), Cut.UNIT: str(mark.unit), Cut.CHANNEL: mark.channel}
    return (
        period.first <= mark.day <= period.last
        and mark.area.startswith(scope.place)
        and told[scope.cut] == scope.key
    )


def pages(measure: str, scope: Scope, period: Period) -> list[Any]:
    rows: list[Any] = []
    page = queries.page(measure, scope, period, size=2)
    rows += page.rows
    while page.after:
        page = queries.page(measure, scope, period, page.after, size=2)
        rows += page.rows
    assert len({row.pk for row in rows}) == len(rows)
    return rows


def spoil() -> None:
    """Facts and sums are no longer what the journal says: rows too many, too few and wrong."""
    Cell.objects.filter(cut="total", grain="day").update(opened=7)
    Cell.objects.filter(cut="matter").delete()
    Turn.objects.update(send_backs=3, opened_on=date(2025, 12, 31))
    Happening.objects.filter(kind="urged").delete()
    stray = Turn.objects.first()
    assert stray is not None
    stray.case_id, stray.round = uuid4(), 1
    stray.save(force_insert=True)
    Voice.objects.all().delete()


def of_towns() -> Counter[Any]:
    found: Counter[Any] = Counter()
    towns = Spread.objects.extra(where=["length(area) = 9"])
    for row in towns.filter(cut="total", grain="month").values():
        for stage in Stage:
            for bucket, count in (row[f"{stage}_s"] or {}).items():
                found[row["area"], row["starts_on"], str(stage), int(bucket)] += count
    return found


def buckets_by_hand() -> Counter[Any]:
    found: Counter[Any] = Counter()
    for (area, on, stage, seconds), count in brute.stages(histories.entries()).items():
        found[area, on.replace(day=1), stage, bucket_of(seconds)] += count
    return found


def bucket_of(seconds: int) -> int:
    return math.ceil(math.log(max(seconds, 1)) / math.log(GAMMA))


def durations_of_any_place(dice: random.Random) -> None:
    """By month, by loose days, kept or made: the same histogram as by hand."""
    by_hand = brute.stages(histories.entries())
    for area, on, *_ in dice.sample(sorted(by_hand), min(len(by_hand), 6)):
        for place in ("", area[:4], area):
            first = on - timedelta(days=dice.choice([0, 9, 70]))
            told = queries.histograms(Scope(place), [Period(first, on)]).get((0, ""), {})
            wanted: dict[str, Counter[int]] = {}
            for (where, day, stage, seconds), count in by_hand.items():
                if where.startswith(place) and first <= day <= on:
                    wanted.setdefault(stage, Counter())[bucket_of(seconds)] += count
            assert {str(stage): found for stage, found in told.items() if found} == wanted


def test_what_is_folded_at_once_equals_what_is_heard(town: Town) -> None:
    dice = random.Random(11)
    histories.play(town, dice)
    hear_in_batches(dice)
    heard, sums, spreads = facts(), kept(), spread()
    for model in (Turn, Happening, Voice, Cell, Spread):
        model.objects.all().delete()
    acts.bring_in([folding.fold(histories.entries())])
    assert (facts(), kept()) == (heard, {})
    assert queries.owing()
    assert [*acts.sum_owed(at=town.now)] == queries.months()
    assert (facts(), kept(), spread()) == (heard, sums, spreads)
    assert queries.owing() == []


def test_what_is_brought_in_twice_is_refused_and_nothing_changes(town: Town) -> None:
    histories.play(town, random.Random(12))
    told = folding.fold(histories.entries())
    acts.bring_in([told])
    with pytest.raises(IntegrityError), transaction.atomic():
        acts.bring_in([told])
    assert [*acts.sum_owed(at=town.now)]
    assert Turn.objects.count() == len(told.turns)


def test_entries_that_are_heard_before_the_sums_are_made_are_counted_once(town: Town) -> None:
    """An open case of an import gets its next entry while its months still owe their sums."""
    dice = random.Random(13)
    histories.play(town, dice)
    every = histories.entries()
    acts.bring_in([folding.fold(every[: len(every) // 2])])
    for entry in every[len(every) // 2 :]:
        acts.count([entry], at=town.now)
    assert [*acts.sum_owed(at=town.now)]
    told = kept()
    assert [*acts.rebuild(at=town.now)]
    assert kept() == told
