"""Rooms, tasks and looks: confirmed once, answered for each building, gaps mended or handed to the grid worker."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Model

from commongrid.base.journal import queries as history
from commongrid.base.notices.models import Notice
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.cases import acts as cases
from commongrid.cases.models import Case
from commongrid.config import wiring
from commongrid.intake import acts as intake
from commongrid.intake.models import Report
from commongrid.registry.premises import acts as premises
from commongrid.registry.premises.models import Premises
from commongrid.work.captains import acts, queries
from commongrid.work.captains.models import Rooms, SelfCheck, SelfGap, TaskItem
from commongrid.work.captains.terms import Asking, Floor
from tests.cast import GRID, Town
from tests.work.captains.things import captain, place, told

pytestmark = pytest.mark.django_db
HEARD = (wiring.INTAKE, wiring.CAPTAINS)
FLOORS = [Floor(1, 0, 0, 2), Floor(2, 3, 1, 0)]


def heard[T: Model](subject: str, row: T) -> T:
    """Let those who listen hear the last entry of a row, and read it anew."""
    entry = history.last_entry(subject, str(row.pk))
    assert entry is not None
    for listener in [one for table in HEARD for one in table.get(entry.kind, ())]:
        listener(entry)
    row.refresh_from_db()
    return row


def test_rooms_are_confirmed_and_all_as_before_is_one_word(town: Town) -> None:
    _, by = captain(town)
    with pytest.raises(Refused, match=r"captains\.nothing_before"):
        acts.confirm_rooms(place(), None, "rooms-0000", by=by, at=town.now)
    first = acts.confirm_rooms(place(), FLOORS, "rooms-0001", by=by, at=town.now)
    assert acts.confirm_rooms(place(), FLOORS, "rooms-0001", by=by, at=town.now).pk == first.pk
    assert (first.let, first.vacant, first.own) == (3, 1, 2)
    town.later(days=30)
    again = acts.confirm_rooms(place(), None, "rooms-0002", by=by, at=town.now)
    assert (again.floors, again.until - first.until) == (first.floors, timedelta(days=30))
    assert Rooms.objects.filter(is_latest=True).get() == again


def test_a_task_goes_to_every_captain_there_and_is_answered_by_its_own(town: Town) -> None:
    _, by = captain(town)
    asking = Asking("清理楼顶杂物", "台风前", GRID, "", town.today + timedelta(days=5))
    task = acts.ask(asking, "task-00001", by=town.chenlihua, at=town.now)
    assert acts.ask(asking, "task-00001", by=town.chenlihua, at=town.now).pk == task.pk
    assert [item.premises.code for item in queries.tasks_of([place().pk])] == ["P-004"]
    assert Notice.objects.get(kind="captains.told_task").account_id == by.account_id
    with pytest.raises(Refused, match=r"captains\.say_why"):
        acts.answer(task.pk, place().pk, "cannot", "", by=by, at=town.now)
    with pytest.raises(NotAllowed):
        acts.answer(task.pk, place().pk, "done", "", by=town.hezhiqiang, at=town.now)
    acts.answer(task.pk, place().pk, "done", "清走两车", by=by, at=town.now)
    assert TaskItem.objects.get().state == "done"
    assert queries.tasks(town.chenlihua)[0][1] == {"done": 1}
    with pytest.raises(NotAllowed):
        acts.ask(asking, "task-00002", by=town.hezhiqiang, at=town.now)


def test_a_look_with_two_gaps_one_mended_one_handed_on_and_closed(town: Town) -> None:
    _, by = captain(town)
    look = acts.look_through(place(), told(town, q01="no", q03="no"), by=by, at=town.now)
    assert acts.look_through(place(), told(town, q01="no", q03="no"), by=by, at=town.now).pk == look.pk
    assert SelfCheck.objects.count() == 1
    handed, own = SelfGap.objects.order_by("question")
    report = Report.objects.get()
    assert (report.channel, report.matter.code if report.matter else "", report.premises_id) == (
        "captain", "XF-003", place().pk,
    )  # fmt: skip
    assert heard("report", report).status == "verifying"
    with pytest.raises(Refused, match=r"captains\.not_to_mend"):
        acts.mend(handed.pk, by=by, at=town.now)
    assert acts.mend(own.pk, by=by, at=town.later(days=1)).state == "mended"
    intake.verify(report, "confirmed", by=town.chenlihua, at=town.now)
    heard("report", report)
    assert queries.known_of(place().pk, town.today)["gaps_open"] == 1
    close(town, Case.objects.get())
    heard("case", Case.objects.get())
    assert queries.known_of(place().pk, town.today)["gaps_open"] == 0


def close(town: Town, case: Case) -> None:
    """Dispatched, mended and checked."""
    cases.assign(case, town.unit_of("liguoqiang"), by=town.zhoumin, at=town.now, why="归它")
    cases.take(case, by=town.liguoqiang, at=town.now)
    cases.report_done(case, by=town.liguoqiang, at=town.now, why="清走了", photos=1)
    cases.pass_check(case, by=town.zhoumin, at=town.now, why="通了", photos=1)


def test_what_is_missing_or_not_said_is_refused_and_nothing_is_kept(town: Town) -> None:
    _, by = captain(town)
    late = told(town, q03="no", by_day=town.today + timedelta(days=40))
    with pytest.raises(Refused, match=r"captains\.mend_by"):
        acts.look_through(place(), late, by=by, at=town.now)
    with pytest.raises(Refused, match=r"checklists\.missing_answer"):
        acts.look_through(place(), told(town, q03=""), by=by, at=town.now)
    assert not SelfCheck.objects.exists()


def test_reminders_stand_once_however_often_they_are_looked_for(town: Town) -> None:
    _, by = captain(town)
    acts.confirm_rooms(place(), FLOORS, "rooms-0001", by=by, at=town.now)
    acts.look_through(place(), told(town, q03="no"), by=by, at=town.now)
    town.later(days=30)
    today = town.today
    assert acts.remind(today, at=town.now) == 2
    assert acts.remind(today, at=town.now) == 0
    town.later(days=20)
    acts.remind(town.today, at=town.now)
    kinds = set(Notice.objects.filter(account=by.account_id).values_list("kind", flat=True))
    assert {"captains.remind_rooms", "captains.remind_gap", "captains.remind_check"} <= kinds


def test_a_place_that_is_gone_has_no_captain(town: Town) -> None:
    captaincy, _by = captain(town)
    house = place()
    premises.close(house.pk, house.seq, town.today, by=town.zhoumin, at=town.now, why="拆除")
    heard("premises", place())
    captaincy.refresh_from_db()
    assert (captaincy.state, captaincy.reason) == ("ended", "place_gone")


def test_twenty_houses_ask_no_more_than_one(town: Town, django_assert_num_queries: Any) -> None:
    _captaincy, by = captain(town)
    post = by.post_id or 0
    with django_assert_num_queries(6):
        assert len(queries.buildings_of(post, town.today)) == 1
    Premises.objects.filter(kind="rental_building").update(captain=post)
    with django_assert_num_queries(6):
        assert len(queries.buildings_of(post, town.today)) == 3
