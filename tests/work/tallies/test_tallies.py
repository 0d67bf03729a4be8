"""Kept counts are what counting would give, after any acts in any batches."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from commongrid.base.access.terms import Actor
from commongrid.base.journal import queries as history
from commongrid.base.verdicts import Refused
from commongrid.cases import acts as cases
from commongrid.cases import queries as counted
from commongrid.cases.models import Case
from commongrid.work.tallies import acts, listeners, queries
from commongrid.work.tallies.models import Seat, Tally
from tests.cast import GRID, Town

pytestmark = pytest.mark.django_db

NAMES = queries.COUNTED


def by_hand(actor: Actor) -> list[counted.Queue]:
    return counted.queues(actor, NAMES)


def hear(*made: Case) -> None:
    listeners.hear([entry for case in made for entry in history.history("case", str(case.pk))])


def watchers(town: Town) -> list[Actor]:
    return [town.zhoumin, town.guojian, town.liguoqiang, town.wuminyi]


def some_acts(town: Town, dice: random.Random, case: Case) -> None:
    """A few acts by chance; what is refused changes nothing."""
    unit, other = town.unit_of("liguoqiang"), town.unit_of("wuminyi")
    until = town.now + timedelta(days=2)
    steps = [
        lambda at: cases.assign(case, unit, by=town.zhoumin, at=at, why="归它", joint=[other]),
        lambda at: cases.assign(case, other, by=town.zhoumin, at=at, why="归它"),
        lambda at: cases.take(case, by=town.liguoqiang, at=at),
        lambda at: cases.send_back(case, by=town.liguoqiang, at=at, reason="SB01", why="不属我们"),
        lambda at: cases.ask_pause(case, by=town.liguoqiang, at=at, until=until, reason="PA01", why="等配件"),
        lambda at: cases.pause(case, by=town.zhoumin, at=at, until=until, reason="PA01", why="等配件"),
        lambda at: cases.supervise(
            case, level="red", text="急", answer_due_at=until, by=town.liangyong, at=at
        ),
        lambda at: cases.escalate(case, town.unit_of("guojian"), by=town.zhoumin, at=at, why="跨镇"),
        lambda at: cases.whistle(
            case, [other], place="桥头", by_when=until, by=town.zhoumin, at=at, why="到场"
        ),
        lambda at: cases.void(case, by=town.zhoumin, at=at, reason="VO01", why="重复"),
    ]
    for step in dice.sample(steps, 5):
        try:
            step(town.later(minutes=1))
        except Refused:
            continue


@pytest.mark.parametrize("seed", range(4))
def test_kept_counts_equal_counting(town: Town, seed: int) -> None:
    dice = random.Random(seed)
    made: list[Case] = []
    for _ in range(4):
        lon, lat = town.spot(dice.choice([GRID, "449900101002001", "449900101003002"]))
        made.append(town.case(lon=lon, lat=lat))
        for case in dice.sample(made, min(2, len(made))):
            some_acts(town, dice, Case.objects.select_related("lead_unit", "centre").get(pk=case.pk))
        hear(*made)
        for actor in watchers(town):
            assert queries.queues(actor, NAMES) == by_hand(actor), actor.name


def test_a_closed_case_leaves_its_cell(town: Town) -> None:
    case = town.case()
    hear(case)
    assert Seat.objects.count() == 1
    cases.void(case, by=town.zhoumin, at=town.later(minutes=1), reason="VO01", why="重复")
    hear(case)
    assert not Seat.objects.exists()
    assert not Tally.objects.exists()


def test_rebuilding_gives_what_was_kept(town: Town) -> None:
    made = [town.case() for _ in range(3)]
    some_acts(town, random.Random(7), made[0])
    hear(*made)
    kept = {actor.name: queries.queues(actor, NAMES) for actor in watchers(town)}
    acts.rebuild(at=town.now)
    assert {actor.name: queries.queues(actor, NAMES) for actor in watchers(town)} == kept


def test_others_are_counted_from_the_cases(town: Town) -> None:
    town.case()
    assert queries.queues(town.chenlihua, ["waiting"]) == counted.queues(town.chenlihua, ["waiting"])
    assert queries.queues(town.zhoumin, ["closed"]) == counted.queues(town.zhoumin, ["closed"])
