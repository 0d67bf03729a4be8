"""A round: due first, within hours and time, the same for the same task, and never longer than going to the nearest next."""

from __future__ import annotations

import random
from dataclasses import replace

from commongrid.work.patrol import routing
from commongrid.work.patrol.routing import Call, Task
from commongrid.work.patrol.terms import Mode

START = (113.745, 23.043)


def calls(many: int, seed: int = 1) -> list[Call]:
    draw = random.Random(seed)
    return [
        Call(
            f"p{n}",
            START[0] + draw.uniform(0, 0.01),
            START[1] + draw.uniform(0, 0.01),
            5,
            draw.randint(-9, 6),
        )
        for n in range(many)
    ]


def test_nothing_due_is_an_empty_round() -> None:
    assert routing.plan(Task([], 540, 180, START)) == routing.Way()


def test_the_same_task_gives_the_same_round() -> None:
    task = Task(calls(25), 540, 120, START)
    one, other = (routing.plan(task, solutions=40, seconds=30) for _ in range(2))
    assert one == other
    assert len(one.legs) + len(one.left_out) == 25


def test_it_stays_within_its_time_and_leaves_out_what_is_least_due() -> None:
    some = calls(40)
    way = routing.plan(Task(some, 540, 90, START), solutions=60)
    due = {one.key: one.due_in for one in some}
    assert way.minutes <= 90
    assert way.left_out
    taken = [due[leg.key] for leg in way.legs]
    assert sum(day < 0 for day in taken) >= len(taken) * 0.8
    arrivals = [leg.arrives for leg in way.legs]
    assert arrivals == sorted(arrivals)
    assert arrivals[0] >= 540


def test_to_the_urgent_one_goes_first() -> None:
    far = Call("urgent", START[0] + 0.008, START[1], 10, 0, True)
    way = routing.plan(Task([*calls(20), far], 540, 60, START), solutions=60)
    assert way.legs[0].key == "urgent"
    assert len(way.legs) > 1


def test_a_place_is_gone_to_while_it_is_open_and_left_out_when_it_is_not() -> None:
    shop = Call("shop", *START, 10, 0, opens=11 * 60, closes=20 * 60)
    night = Call("night", *START, 10, 0, opens=20 * 60, closes=23 * 60)
    way = routing.plan(Task([shop, night, *calls(5)], 540, 180, START))
    assert next(leg for leg in way.legs if leg.key == "shop").arrives >= 11 * 60
    assert "night" in way.left_out


def test_an_e_bike_goes_further_in_the_same_time() -> None:
    spread = [replace(one, lon=START[0] + (one.lon - START[0]) * 4) for one in calls(25)]
    foot = routing.plan(Task(spread, 540, 90, START), solutions=40)
    ebike = routing.plan(Task(spread, 540, 90, START, Mode.EBIKE), solutions=40)
    assert len(ebike.legs) > len(foot.legs)


def test_without_a_start_the_first_way_costs_nothing() -> None:
    way = routing.plan(Task(calls(5), 540, 180))
    assert way.legs[0].metres == 0
    assert way.legs[0].arrives == 540
