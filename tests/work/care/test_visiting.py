"""Care: begun by consent or a cited rule of law, opened for a reason the person reads, ended and erased in one moment."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.intake.models import Report
from commongrid.registry.people import acts as people
from commongrid.registry.people import queries as persons
from commongrid.work.care import acts, queries, rules
from commongrid.work.care.acts import Corrected
from commongrid.work.care.models import Care, Consent, Invitation, Look, Visit
from tests.cast import Town
from tests.work.care.conftest import CANARY, PHONE, VILLAGE, begin, person_of, resident, taken, wish


@pytest.mark.django_db
def test_who_asks_for_another_leaves_a_code_and_a_community(town: Town) -> None:
    code, again = (acts.invite(VILLAGE, "invite-0001", at=town.now) for _ in range(2))
    assert code == again
    found = queries.invitation(code, town.now)
    assert found is not None
    columns = {field.name for field in Invitation._meta.get_fields()}
    assert columns == {"id", "key", "code_hash", "area", "expires_at", "used_at"}
    acts.begin(wish(town), "care-form-1", found, by=resident(town), at=town.now)
    assert queries.invitation(code, town.now) is None
    assert queries.invitation(acts.invite(VILLAGE, "invite-0002", at=town.now), town.later(days=15)) is None
    assert acts.forget_invitations(town.now, at=town.now) == 2


@pytest.mark.django_db
def test_it_needs_a_purpose_a_name_and_an_end_within_a_year(town: Town) -> None:
    for told, key in (
        ({"purposes": ()}, "care.no_purpose"),
        ({"purposes": ("risk",)}, "care.no_purpose"),
        ({"name": " "}, "care.no_name"),
        ({"until": town.today + timedelta(days=366)}, "care.too_long"),
        ({"until": town.today}, "care.ends_before"),
    ):
        assert rules.is_wish(wish(town, **told), town.today).why[0].key == key
    one, again = begin(town), begin(town)
    assert one.pk == again.pk
    assert Consent.objects.count() == 1
    with pytest.raises(NotAllowed):
        acts.begin(wish(town), "care-form-1", by=resident(town, "13800138222"), at=town.now)
    with pytest.raises(NotAllowed):
        acts.begin(wish(town), "care-form-2", by=town.guanaihua, at=town.now)


@pytest.mark.django_db
def test_by_law_it_cites_the_rule_and_somebody_must_be_told(town: Town) -> None:
    child = wish(town, by_guardian=True, purposes=("learning",))
    for statute, phone, key in (
        ("data.explain", PHONE, "care.no_such_ground"),
        ("care.minors_help", "", "care.no_phone"),
    ):
        with pytest.raises(Refused) as told:
            acts.begin_by_law(child, statute, phone, "law-000001", by=town.guanaihua, at=town.now)
        assert told.value.why.key == key
    with pytest.raises(NotAllowed):
        acts.begin_by_law(child, "care.minors_help", PHONE, "law-000001", by=town.huangweiming, at=town.now)
    made = acts.begin_by_law(child, "care.minors_help", PHONE, "law-000001", by=town.guanaihua, at=town.now)
    assert (made.ground, made.statute, made.person_id) == ("law", "care.minors_help", None)
    assert queries.mine(made.pk, person_of(made)) is not None


@pytest.mark.django_db(transaction=True)
def test_every_look_has_a_reason_and_the_person_reads_it(town: Town) -> None:
    one = taken(town)
    with pytest.raises(Refused):
        acts.look(one, by=town.guanaihua, at=town.now, why="看")
    for other in (town.zhoumin, town.huangweiming, town.suqing, town.dushen, town.anyi):
        with pytest.raises(NotAllowed):
            acts.look(one, by=other, at=town.now, why="例行检查")
    opened = acts.look(one, by=town.guanaihua, at=town.now, why="探访前准备")
    assert (opened.name, opened.person.phone if opened.person else "") == (CANARY, PHONE)
    assert [(look.name, look.reason) for look in queries.looks(one)] == [("关爱华", "探访前准备")]


@pytest.mark.django_db
def test_visits_are_noted_once_and_a_need_leaves_the_room_without_a_name(town: Town) -> None:
    one = taken(town)
    first, again = (
        acts.visit(one, "送了午饭，想修灯", "visit-0001", by=town.guanaihua, at=town.now) for _ in range(2)
    )
    assert first.pk == again.pk
    with pytest.raises(Refused) as told:
        acts.report_need(one, f"{CANARY}家楼道灯坏了", "", "need-00001", by=town.guanaihua, at=town.now)
    assert told.value.why.key == "care.names_somebody"
    town.later(minutes=1)
    number, same = (
        acts.report_need(one, "二楼楼道灯坏了", "东兴路12号", "need-00001", by=town.guanaihua, at=town.now)
        for _ in range(2)
    )
    assert number == same
    report = Report.objects.get(number=number)
    assert (report.person_id, report.channel, report.anonymous) == (None, "portal", True)
    assert next(visit.words for visit in queries.visits(one)) == f"{number}：二楼楼道灯坏了"
    with pytest.raises(NotAllowed):
        acts.visit(one, "代写", "visit-0002", by=town.chenlihua, at=town.now)


@pytest.mark.django_db
def test_the_person_corrects_renews_and_ends_it_and_nothing_is_left(town: Town) -> None:
    one = taken(town)
    acts.visit(one, "送了午饭", "visit-0001", by=town.guanaihua, at=town.now)
    Look.objects.create(
        care=one, at=town.now, name="关爱华", role="carer", unit="居委会", reason="探访前准备"
    )
    me, other = resident(town), resident(town, "13800138222")
    with pytest.raises(NotAllowed):
        acts.correct(one, Corrected("别人", "", "", ("meals",)), by=other, at=town.now)
    acts.correct(one, Corrected("阿姨", "", "", ("meals",)), by=me, at=town.now)
    assert Care.objects.get(pk=one.pk).name == "阿姨"
    with pytest.raises(Refused):
        acts.renew(one, town.today + timedelta(days=400), by=me, at=town.now)
    acts.renew(one, town.today + timedelta(days=300), by=me, at=town.now)
    assert Consent.objects.filter(care=one).count() == 2
    with pytest.raises(NotAllowed):
        acts.end(one, by=other, at=town.now)
    acts.end(one, by=me, at=town.now)
    left = Care.objects.get(pk=one.pk)
    assert (left.state, left.name, left.person_id, left.post_id, left.purposes, left.area) == (
        "ended", None, None, None, [], VILLAGE[:9],
    )  # fmt: skip
    assert not Visit.objects.exists()
    assert Look.objects.filter(care=one).count() == 1
    with pytest.raises(NotAllowed):
        acts.visit(left, "还去", "visit-0003", by=town.guanaihua, at=town.now)
    assert acts.forget_ended(town.now + timedelta(seconds=1), at=town.now) >= 1
    assert not Care.objects.exists()


@pytest.mark.django_db
def test_what_runs_out_ends_by_itself_and_who_is_forgotten_is_cared_for_no_longer(town: Town) -> None:
    one = taken(town)
    assert acts.expire(at=town.now + timedelta(days=90)) == 0
    assert acts.expire(at=town.now + timedelta(days=91)) == 1
    assert Care.objects.get(pk=one.pk).ended_by == "expired"
    two = begin(town, "care-form-2")
    me = resident(town)
    shown = {section.key: section.rows for section in persons.my_data(person_of(two)).sections}
    assert len(shown["care.yours"]) == 1
    people.erase(person_of(two), by=me, at=town.now)
    assert Care.objects.get(pk=two.pk).ended_by == "forgotten"


@pytest.mark.django_db
def test_a_carer_of_the_area_takes_it_once(town: Town) -> None:
    one = begin(town)
    assert [row.pk for row in queries.waiting(town.guanaihua)] == [one.pk]
    assert not queries.waiting(town.zhoumin)
    with pytest.raises(NotAllowed):
        acts.take(one, 14, by=town.chenlihua, at=town.now)
    acts.take(one, 7, by=town.guanaihua, at=town.now)
    with pytest.raises(Refused):
        acts.take(one, 7, by=town.guanaihua, at=town.now)
    assert [row.pk for row in queries.own(town.guanaihua)] == [one.pk]
