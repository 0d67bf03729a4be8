"""Points are added, changed, ended and closed for a while; what a table does not say stays; the nearest open one comes first."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commongrid.base.journal import queries as history
from commongrid.base.verdicts import NotAllowed, Outrun, Refused
from commongrid.registry.duty import acts as duty
from commongrid.registry.duty.terms import Slot
from commongrid.registry.places import acts as places
from commongrid.registry.places import tables
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.points import acts, queries
from commongrid.registry.units.models import Post
from tests.cast import Town
from tests.explaining import explain_asked

pytestmark = pytest.mark.django_db
HALL = "SP-449900101001"
NEW = {
    "kind": "station", "name": "东兴北站", "division_id": "449900101001", "lon": 113.7462, "lat": 23.0412,
    "hours": {"mon": [["09:00", "21:00"]]}, "services": ["法律援助", "磨刀"], "rooms": ["调解室 8"], "step_free": True,
}  # fmt: skip


def seq(code: str = HALL) -> int:
    return ServicePoint.objects.get(pk=code).seq


def test_a_point_is_added_changed_and_ended_with_its_history(town: Town) -> None:
    made = acts.add("ST-1", NEW, by=town.zhoumin, at=town.now, why="新设")
    assert made.services == ["legal", "磨刀"]
    acts.change("ST-1", 1, {"phone": "0000-8800199"}, by=town.zhoumin, at=town.later(hours=1), why="装电话")
    acts.end("ST-1", 2, town.today, by=town.zhoumin, at=town.later(days=1), why="搬走")
    assert queries.find("ST-1") is None
    acts.resume("ST-1", 3, by=town.zhoumin, at=town.later(days=1), why="搬回")
    assert queries.find("ST-1") is not None
    kinds = [entry.kind for entry in history.history("point", "ST-1")]
    assert kinds == ["points.added", "points.changed", "points.ended", "points.resumed"]


def test_the_slower_of_two_is_told_who_was_faster(town: Town) -> None:
    acts.change(HALL, 0, {"phone": "0000-1"}, by=town.zhoumin, at=town.now, why="改号")
    with pytest.raises(Outrun) as told:
        acts.change(HALL, 0, {"phone": "0000-2"}, by=town.zhoumin, at=town.now, why="改号")
    assert told.value.why.facts["who"] == town.zhoumin.name


def test_nobody_keeps_points_without_the_grant(town: Town) -> None:
    with pytest.raises(NotAllowed):
        acts.change(HALL, 0, {"phone": "0000-2"}, by=town.hezhiqiang, at=town.now, why="改号")
    with pytest.raises(NotAllowed):
        acts.add("ST-2", NEW, by=town.hezhiqiang, at=town.now)


@pytest.mark.parametrize(
    ("values", "key"),
    [({"kind": "kiosk"}, "points.unknown_kind"), ({"rooms": ["调解室 900"]}, "points.bad_seats")],
)
def test_what_cannot_be_is_refused(town: Town, values: dict[str, object], key: str) -> None:
    with pytest.raises(Refused) as told:
        acts.change(HALL, 0, values, by=town.zhoumin, at=town.now, why="试")
    assert told.value.why.key == key


def test_a_closing_is_seen_at_once_and_can_be_called_off(town: Town) -> None:
    point = ServicePoint.objects.get(pk=HALL)
    assert queries.standing(point, town.now).answer.is_open
    until = town.now + timedelta(hours=2)
    acts.announce(HALL, 0, (town.now, until), ("停电", "power cut"), by=town.zhoumin, at=town.now)
    assert queries.standing(point, town.now).answer.opens_at == until
    closing = queries.ahead([HALL], town.now).get()
    acts.drop(HALL, seq(), closing.pk, by=town.zhoumin, at=town.now)
    assert queries.standing(point, town.now).answer.is_open
    with pytest.raises(Refused):
        acts.announce(HALL, seq(), (until, town.now), ("停电", ""), by=town.zhoumin, at=town.now)


def test_a_table_leaves_what_it_does_not_say(town: Town) -> None:
    acts.change(HALL, 0, {"step_free": True, "unit_code": "X-1"}, by=town.zhoumin, at=town.now, why="查看")
    rows, _faults = tables.read_points(
        f"code,kind,name,division,lon,lat,hours\n{HALL},hall,东兴社区,449900101001,113.744527,23.043345,"
        "mon-fri 09:00-17:00; holiday 10:00-12:00\n"
    )
    assert places.import_service_points(rows, by=town.zhoumin, at=town.now).changed == 1
    point = ServicePoint.objects.get(pk=HALL)
    assert (point.step_free, point.unit_code, point.seq) == (True, "X-1", 1)
    assert point.hours["holiday"] == [["10:00", "12:00"]]


def test_open_points_come_before_nearer_ones_that_are_shut(town: Town) -> None:
    hall = ServicePoint.objects.get(pk=HALL)
    acts.add("ST-1", {**NEW, "lon": hall.lon + 0.0003, "lat": hall.lat}, by=town.zhoumin, at=town.now)
    found = queries.near(hall.lon, hall.lat, 500, town.now)
    assert [one.point.code for one in found][:2] == [HALL, "ST-1"]
    acts.announce(
        HALL, 0, (town.now, town.now + timedelta(hours=1)), ("盘点", ""), by=town.zhoumin, at=town.now
    )
    assert queries.near(hall.lon, hall.lat, 500, town.now)[0].point.code == "ST-1"


def test_who_is_on_duty_is_told_by_role_alone(town: Town) -> None:
    centre = ServicePoint.objects.get(pk="SP-449900101")
    unit = queries.unit_of(centre)
    assert unit is not None
    post = Post.objects.filter(unit=unit, ends_on=None).order_by("id").first()
    assert post is not None
    slots = [Slot(town.now, town.now + timedelta(hours=8), "duty", post.pk)]  # type: ignore[arg-type]
    duty.lay_out(unit, slots, by=town.zhoumin, at=town.now, why="班表")
    assert queries.on_duty(centre, town.now) == [(post.role, 1)]


def test_a_list_of_points_reads_their_closings_once(town: Town, django_assert_num_queries: object) -> None:
    queries.listed([], town.now)
    queries.standing(ServicePoint.objects.get(pk=HALL), town.now)
    with django_assert_num_queries(2):  # type: ignore[operator]
        queries.listed(queries.within("4499"), town.now)
    read = explain_asked(lambda: list(queries.within("449900101001")))
    assert read.pages < 50
