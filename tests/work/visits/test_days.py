"""A visiting day: planned once, announced, held; who may; what is brought is a report with an answer owed by a day."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.intake import acts as intake
from commongrid.intake import queries as reports
from commongrid.work.visits import acts, queries, rules
from commongrid.work.visits.models import Day, Matter
from tests.cast import Town
from tests.work.visits.things import PHONE, VILLAGE, announced, brought, draft, held, planned, registered

pytestmark = pytest.mark.django_db


def refused(of: pytest.ExceptionInfo[Refused]) -> str:
    return of.value.why.key


def test_what_is_no_day_is_told(town: Town) -> None:
    assert rules.can_be_planned(planned(town), town.now).answer
    for wrong, key in (
        ({"ends_at": town.now}, "visits.hours_cannot_be"),
        ({"leaders": ()}, "visits.nobody_comes"),
        ({"point": "", "address": " "}, "visits.nowhere"),
        (
            {"begins_at": town.now - timedelta(hours=5), "ends_at": town.now - timedelta(hours=1)},
            "visits.in_the_past",
        ),
    ):
        assert rules.can_be_planned(planned(town, **wrong), town.now).why[0].key == key


def test_a_day_is_planned_once_and_by_those_of_its_area(town: Town) -> None:
    key = str(uuid4())
    first = acts.plan(planned(town), key, by=town.huangweiming, at=town.now)
    assert acts.plan(planned(town), key, by=town.huangweiming, at=town.now).pk == first.pk
    assert queries.announced(VILLAGE, town.now) == [], "a plan is no notice"
    for somebody in (town.chenlihua, town.liangyong, town.liguoqiang):
        with pytest.raises(NotAllowed):
            acts.plan(planned(town), str(uuid4()), by=somebody, at=town.now)
    with pytest.raises(NotAllowed):
        acts.plan(planned(town, division="449900101002"), str(uuid4()), by=town.huangweiming, at=town.now)


def test_a_day_goes_its_way_and_no_other(town: Town) -> None:
    day = announced(town)
    acts.change(day, planned(town, about="道路"), by=town.zhoumin, at=town.now)
    assert [one.about for one in queries.announced("449900101", town.now)] == ["道路"]
    acts.begin(day, by=town.huangweiming, at=town.later(hours=1))
    with pytest.raises(Refused) as told:
        acts.call_off(day, by=town.huangweiming, at=town.now, why="下雨")
    assert refused(told) == "visits.not_in_state"
    acts.end(day, by=town.huangweiming, at=town.later(hours=3))
    assert queries.announced(VILLAGE, town.now - timedelta(days=1)) == []


def test_a_day_called_off_says_why_and_leaves_its_reports(town: Town) -> None:
    day = announced(town)
    matter = registered(town, day)
    with pytest.raises(Refused):
        acts.call_off(day, by=town.huangweiming, at=town.now, why=" ")
    acts.call_off(day, by=town.huangweiming, at=town.now, why="台风停办")
    assert queries.announced(VILLAGE, town.now)[0].why_off == "台风停办"
    assert queries.find_matter(matter.pk) is not None
    assert matter.report.status == "received"


def test_a_matter_is_registered_before_and_counted_from_the_day(town: Town) -> None:
    day, sent = (
        announced(
            town, begins_at=town.now + timedelta(days=3), ends_at=town.now + timedelta(days=3, hours=2)
        ),
        draft(),
    )
    receipt, matter = acts.register(day, sent, phone=PHONE, by=reports.reporter(), at=town.now)
    again, same = acts.register(day, sent, phone=PHONE, by=reports.reporter(), at=town.now)
    assert (receipt.is_new, again.is_new, matter.pk) == (True, False, same.pk)
    assert (matter.report.channel, matter.came) == ("visit", "beforehand")
    assert timedelta(days=7) <= matter.due_at - day.begins_at <= timedelta(days=10)
    mine = intake.withdraw(
        matter.report, by=reports.reporter(matter.report.person_id, [matter.report]), at=town.now
    )
    assert mine.status == "withdrawn"
    assert not queries.owed(town.zhoumin, matter.due_at + timedelta(days=1)).exists(), "nothing is owed then"


def test_on_the_day_the_desk_takes_down_and_nobody_registers_from_home(town: Town) -> None:
    day = held(town)
    assert brought(town, day).came == "that_day"
    with pytest.raises(Refused):
        acts.register(day, draft(), by=reports.reporter(), at=town.now)
    with pytest.raises(NotAllowed):
        acts.walk_in(day, draft(), by=town.liguoqiang, at=town.now)
    assert Matter.objects.filter(day=day).count() == 1


def test_a_report_sent_elsewhere_is_not_counted_twice(town: Town) -> None:
    sent = draft()
    intake.receive(sent, by=reports.reporter(), at=town.now)
    with pytest.raises(Refused) as told:
        acts.register(announced(town), sent, by=reports.reporter(), at=town.now)
    assert refused(told) == "visits.sent_elsewhere"


def test_two_at_once_do_not_both_move_a_day(town: Town) -> None:
    day = announced(town)
    other = Day.objects.get(pk=day.pk)
    acts.begin(day, by=town.huangweiming, at=town.later(hours=1))
    with pytest.raises(Refused):
        acts.begin(other, by=town.zhoumin, at=town.now)
