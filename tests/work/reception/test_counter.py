"""The counter: a group with at most five representatives, names that are sealed, photos that come before the report."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from commongrid.base.privacy.models import Look
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.intake import acts as intake
from commongrid.registry.people.models import Person, Roll
from commongrid.work.reception import acts, queries, rules
from commongrid.work.reception.models import Group
from commongrid.work.reception.terms import Many, Spokesman
from tests.cast import Town

AREA = "449900101001"
TWO = (Spokesman("陈大文", "13800001111"), Spokesman("李小明", "13800002222"))


def draft() -> intake.Draft:
    key = uuid4()
    return intake.Draft(channel="visit", key=str(key), id=key, words="工厂拖欠三个月工资", area=AREA)


def key(many: Many) -> str:
    return rules.is_group(many).why[0].key


def test_what_cannot_be_a_group_is_told() -> None:
    assert rules.is_group(Many(94, TWO, ("王五",))).answer
    assert key(Many(1, TWO)) == "reception.count_cannot_be"
    assert key(Many(9, ())) == "reception.nobody_speaks"
    assert key(Many(94, TWO * 3)) == "reception.too_many_speak"
    assert key(Many(94, (Spokesman("陈大文", ""),))) == "reception.no_number"
    assert key(Many(3, TWO, ("甲", "乙"))) == "reception.more_names"


def test_representatives_and_names_are_read_as_they_are_typed() -> None:
    told = rules.spokesmen("陈大文 13800001111\n13800002222，李小明\n\n")
    assert told == TWO
    assert rules.names("甲、乙，丙\n甲") == ("甲", "乙", "丙")


@pytest.mark.django_db
def test_a_group_is_one_report_with_its_people_sealed(town: Town) -> None:
    sent = draft()
    many = Many(94, TWO, ("王五", "赵六"))
    receipt = acts.take_down(sent, many=many, by=town.zhoumin, at=town.now)
    again = acts.take_down(sent, many=many, by=town.zhoumin, at=town.now)
    assert (receipt.is_new, again.is_new, again.report.pk) == (True, False, receipt.report.pk)
    group = queries.group_of(receipt.report.pk)
    assert group is not None
    assert group.count == 94
    assert {one.person.phone for one in group.representatives.all()} == {"13800001111", "13800002222"}
    assert receipt.report.person_id in {one.person_id for one in group.representatives.all()}
    assert queries.people_behind([receipt.report.pk]) == 94
    with connection.cursor() as db:
        db.execute("select names::text from people_roll")
        assert "王五" not in db.fetchone()[0]


@pytest.mark.django_db
def test_what_is_wrong_leaves_nothing_behind(town: Town) -> None:
    before = Person.objects.count()
    with pytest.raises(Refused):
        acts.take_down(draft(), many=Many(94, (*TWO, Spokesman("无号", "1"))), by=town.zhoumin, at=town.now)
    assert (Person.objects.count(), Group.objects.count(), Roll.objects.count()) == (before, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_the_names_are_read_for_a_reason_that_is_kept(town: Town) -> None:
    report = acts.take_down(
        draft(), many=Many(94, TWO, ("王五", "赵六")), by=town.zhoumin, at=town.now
    ).report
    with pytest.raises(Refused):
        acts.read_names(report, by=town.zhoumin, at=town.now, why="")
    assert acts.read_names(report, by=town.zhoumin, at=town.now, why="核对工资名单") == ["王五", "赵六"]
    assert Look.objects.get(field="people_roll.names").reason == "核对工资名单"
    with pytest.raises(NotAllowed):
        acts.read_names(report, by=town.chenlihua, at=town.now, why="核对工资名单")


@pytest.mark.django_db
def test_the_page_for_photos_is_open_for_half_an_hour_and_ones_own(town: Town) -> None:
    sitting = acts.begin(uuid4(), AREA, by=town.zhoumin, at=town.now)
    assert acts.begin(sitting.pk, AREA, by=town.zhoumin, at=town.now).token == sitting.token
    assert queries.sitting_by(sitting.token, town.now) == sitting
    assert queries.sitting_by(sitting.token, town.now + timedelta(minutes=31)) is None
    with pytest.raises(Refused):
        acts.begin(sitting.pk, AREA, by=town.huangweiming, at=town.now)
    report = acts.take_down(draft(), by=town.zhoumin, at=town.now).report
    with pytest.raises(Refused):
        acts.begin(report.pk, AREA, by=town.zhoumin, at=town.now)


@pytest.mark.django_db
def test_who_speaks_for_a_group_reads_it_among_their_data_and_can_be_forgotten(town: Town) -> None:
    report = acts.take_down(draft(), many=Many(94, TWO), by=town.zhoumin, at=town.now).report
    person = Person.objects.get(pk=report.person_id)
    speaking = acts.Speaking()
    assert speaking.data(person.pk).rows[0]["number"] == report.number
    assert speaking.holds(person.pk, town.now)
    assert speaking.forget(person.pk, town.now) == 1
    assert queries.people_behind([report.pk]) == 94
