"""吹哨报到: who came how, what was agreed, how it was rated, and what a unit's calls came to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from commongrid.base.verdicts import Refused
from commongrid.cases import acts, rules
from commongrid.cases.models import Case, Task, Whistle
from commongrid.cases.queries import calling
from commongrid.cases.terms import ArrivedBy, Near
from tests.cast import START, Town
from tests.explaining import explain_queryset

pytestmark = pytest.mark.django_db


@pytest.fixture
def called(town: Town) -> Case:
    """Two units are called to be there in two hours."""
    case = town.case()
    units = [town.unit_of("liguoqiang"), town.unit_of("wuminyi")]
    by_when = town.now + timedelta(hours=2)
    return acts.whistle(
        case,
        units,
        place="东兴路口",
        by_when=by_when,
        by=town.huangweiming,
        at=town.later(minutes=5),
        why="会商",
    )


@pytest.mark.parametrize(
    ("metres", "near"),
    [(0, Near.HERE), (100, Near.HERE), (101, Near.NEAR), (500, Near.NEAR), (501, Near.FAR)],
)
def test_only_the_band_of_a_distance_is_told(metres: float, near: Near) -> None:
    assert rules.nearness(metres) == near


@pytest.mark.parametrize(
    ("confirmed", "arrived", "now", "seen"),
    [
        (None, None, 0, "unheard"), (-5, None, 0, "coming"), (None, None, 121, "absent"), (-5, None, 121, "absent"),
        (None, 120, 200, "here"), (None, 121, 200, "late"),
    ],
)  # fmt: skip
def test_the_caller_sees_who_is_here_late_or_absent(
    confirmed: int | None, arrived: int | None, now: int, seen: str
) -> None:
    at = [None if one is None else START + timedelta(minutes=one) for one in (confirmed, arrived)]
    told = rules.attendance(START + timedelta(minutes=120), *at, START + timedelta(minutes=now))
    assert told == seen


def test_whoever_is_far_off_says_where_and_no_position_is_kept(town: Town, called: Case) -> None:
    far = {"how": ArrivedBy.POSITION, "near": Near.FAR}
    with pytest.raises(Refused, match=r"cases\.needs"):
        acts.answer_whistle(called, arrived=True, by=town.liguoqiang, at=town.later(minutes=10), **far)
    acts.answer_whistle(
        called, arrived=True, by=town.liguoqiang, at=town.later(minutes=10), why="在路口北侧改道处", **far
    )
    kept = called.whistles.get(unit=town.unit_of("liguoqiang"))
    assert (kept.arrived_by, kept.near, kept.note) == ("position", "far", "在路口北侧改道处")
    assert not {"lon", "lat"} & {field.name for field in Whistle._meta.get_fields()}


def test_a_unit_is_rated_once_it_has_come_or_its_time_is_over(town: Town, called: Case) -> None:
    li, wu = town.unit_of("liguoqiang"), town.unit_of("wuminyi")
    with pytest.raises(Refused, match=r"cases\.not_there_yet"):
        acts.rate_called(called, wu, stars=1, by=town.huangweiming, at=town.later(minutes=5))
    with pytest.raises(Refused, match=r"cases\.stars_out_of_range"):
        acts.rate_called(called, wu, stars=6, by=town.huangweiming, at=town.now)
    acts.answer_whistle(called, arrived=True, by=town.liguoqiang, at=town.later(minutes=5))
    acts.rate_called(called, li, stars=5, by=town.huangweiming, at=town.later(minutes=5))
    acts.rate_called(called, wu, stars=2, by=town.huangweiming, at=town.later(hours=3))
    assert sorted(called.whistles.values_list("unit__code", "stars")) == sorted([(li.code, 5), (wu.code, 2)])
    told = calling.record(wu.pk, START - timedelta(days=1), town.now)
    assert (told["called"], told["in_time"], told["late"], told["absent"], told["average"]) == (
        1,
        0,
        0,
        1,
        2.0,
    )


def test_what_was_agreed_is_a_task_of_a_unit_that_has_the_case_or_was_called(
    town: Town, called: Case
) -> None:
    due, at = town.now + timedelta(days=2), town.later(minutes=5)
    with pytest.raises(Refused, match=r"cases\.not_called"):
        acts.agree_task(
            called, town.unit_of("zhoumin"), text="补路面", due_at=due, by=town.huangweiming, at=at
        )
    li = town.unit_of("liguoqiang")
    acts.agree_task(called, li, text="补路面", due_at=due, by=town.huangweiming, at=at)
    task = called.tasks.get()
    with pytest.raises(Refused, match=r"cases\.not_called"):
        acts.finish_task(called, task, by=town.wuminyi, at=at, why="好了")
    acts.finish_task(called, task, by=town.liguoqiang, at=town.later(hours=5), why="已补好")
    done = called.tasks.get()
    assert (done.result, done.done_by) == ("已补好", town.liguoqiang.name)
    with pytest.raises(Refused, match=r"cases\.task_done_already"):
        acts.finish_task(called, done, by=town.liguoqiang, at=town.later(hours=1), why="再报")
    assert calling.record(li.pk, START, town.later(days=3))["done"] == 1


def test_a_units_calls_and_open_calls_stand_on_their_indexes(town: Town, called: Case) -> None:
    first = called.whistles.values("case_id", "unit_id")[0]
    Whistle.objects.bulk_create(
        Whistle(
            **(first | ({} if n % 100 == 0 else {"unit_id": called.centre_id})),
            place="路口", by_when=START - timedelta(hours=n), called_by="黄伟明", called_at=START - timedelta(hours=n + 2),
            arrived_at=None if n % 500 == 0 else START - timedelta(hours=n + 1),
        )
        for n in range(5_000)
    )  # fmt: skip
    Task.objects.bulk_create(
        Task(
            case=called,
            unit_id=called.centre_id,
            text="补",
            due_at=START,
            agreed_by="",
            agreed_at=START,
            done_at=START,
        )
        for _ in range(3_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("analyze cases_whistle, cases_task")
    mine = explain_queryset(calling.of_unit(first["unit_id"])[:100])
    assert "cases_whistle_unit" in mine.indexes, mine
    assert "cases_whistle" not in mine.whole, mine
    open_ = explain_queryset(calling.open_calls(town.huangweiming)[:100])
    assert "cases_whistle_owed" in open_.indexes, open_
    assert "cases_whistle" not in open_.whole, open_
