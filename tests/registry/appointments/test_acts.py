"""Booking without a name, by one key once, a slot never twice; moved, cancelled, reminded, forgotten."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest
from django.db import connection

from commongrid.base.journal.models import Entry
from commongrid.base.notices.models import Delivery, Notice
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.look import appointments as files
from commongrid.intake import queries as intake
from commongrid.registry.appointments import acts, queries
from commongrid.registry.appointments.models import Appointment, Session
from commongrid.registry.appointments.terms import Slot, State
from commongrid.registry.people import queries as people
from commongrid.registry.people.models import Person
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.points import acts as points
from commongrid.registry.units import queries as units
from tests.cast import Town
from tests.explaining import explain_queryset
from tests.registry.appointments.conftest import CENTRE, MONDAYS, make, server


def slots(town: Town) -> list[Slot]:
    return queries.free(CENTRE, "legal", town.now)


def book(
    town: Town, session: Session, n: int = 0, key: str = "form-000001", **told: str
) -> tuple[Appointment, str]:
    return acts.book(session, slots(town)[n].starts_at, key, by=intake.reporter(), at=town.now, **told)


@pytest.mark.django_db
def test_one_key_is_one_appointment_and_its_code_leads_back(town: Town, session: Session) -> None:
    before = len(slots(town))
    starts_at = slots(town)[0].starts_at
    (one, code), (again, same) = (
        acts.book(session, starts_at, "form-000001", words="租房押金", by=intake.reporter(), at=town.now)
        for _ in range(2)
    )
    assert (one.pk, code) == (again.pk, same)
    assert len(slots(town)) == before - 1
    found = queries.by_code(code.lower())
    assert found is not None
    assert (found.pk, found.words, found.person) == (one.pk, "租房押金", None)
    assert queries.by_code("AAAAA-AAAAA") is None
    with pytest.raises(Refused) as told:
        acts.book(session, starts_at, "form-000002", by=intake.reporter(), at=town.now)
    assert told.value.why.key == "appointments.just_taken"


@pytest.mark.django_db
def test_moved_and_cancelled_in_the_calendar_too(town: Town, session: Session) -> None:
    one, _code = book(town, session, words="押金")
    there = slots(town)[1].starts_at
    acts.move(one, session, there, by=intake.reporter(), at=town.now)
    file = files.ics(one).content.decode()
    assert "SEQUENCE:1" in file
    assert "METHOD:PUBLISH" in file
    assert there in {slot.starts_at for slot in slots(town)} ^ {there}
    acts.cancel(one, by=intake.reporter(), at=town.now)
    acts.cancel(one, by=intake.reporter(), at=town.now)
    file = files.ics(one).content.decode()
    assert "SEQUENCE:2" in file
    assert "STATUS:CANCELLED" in file
    assert "押金" not in file
    assert "legal" not in file.lower()
    assert there in {slot.starts_at for slot in slots(town)}
    assert Appointment.objects.get(pk=one.pk).words is None
    with pytest.raises(Refused):
        acts.move(one, session, there, by=intake.reporter(), at=town.now)


@pytest.mark.django_db
def test_a_move_to_what_is_taken_changes_nothing(town: Town, session: Session) -> None:
    one, _code = book(town, session)
    other, _code = book(town, session, 1, key="form-000002")
    with pytest.raises(Refused):
        acts.move(one, session, other.starts_at, by=intake.reporter(), at=town.now)
    assert Appointment.objects.get(pk=one.pk).sequence == 0


@pytest.mark.django_db
def test_only_who_serves_says_who_came_and_the_journal_does_not_hear_it(town: Town, session: Session) -> None:
    one, _code = book(town, session, phone="13800138000")
    mine = units.actor_for(server())
    with pytest.raises(Refused):
        acts.record(one.pk, State.CAME, by=mine, at=town.now)
    town.now = one.starts_at
    with pytest.raises(NotAllowed):
        acts.record(one.pk, State.CAME, by=town.zhoumin, at=town.now)
    assert acts.record(one.pk, State.CAME, by=mine, at=town.now).state == State.CAME
    assert acts.record(one.pk, State.MISSED, by=mine, at=town.now).state == State.MISSED
    entries = list(Entry.objects.filter(subject_kind="appointment", subject_id=str(one.pk)))
    told = " ".join(f"{entry.kind}{entry.data}{entry.actor}" for entry in entries)
    assert str(one.person_id) not in told
    assert not any(word in told for word in ("13800138000", "missed", "came", "legal"))


@pytest.mark.django_db
def test_who_left_a_number_is_reminded_once_and_sees_it_in_their_data(town: Town, session: Session) -> None:
    one, _code = book(town, session, phone="13800138000")
    book(town, session, 1, key="form-000002")
    day_before = town.today + timedelta(days=(one.starts_at.date() - town.today).days - 1)
    assert acts.remind(day_before, at=town.now) == 1
    assert acts.remind(day_before, at=town.now) == 0
    assert Delivery.objects.get().channel == "sms"
    assert "legal" not in str(Notice.objects.get().facts)
    assert one.person_id is not None
    sections = {section.key: section.rows for section in people.my_data(one.person_id).sections}
    assert sections["appointments.booked_by_you"][0]["place"] == "石埠镇网格化服务中心"


@pytest.mark.django_db
def test_after_thirty_days_nothing_is_left(town: Town, session: Session) -> None:
    one, code = book(town, session)
    assert acts.forget(one.ends_at, at=town.now) == 0
    assert acts.forget(one.ends_at + timedelta(seconds=1), at=town.now) == 1
    assert queries.by_code(code) is None


@pytest.mark.django_db
def test_a_person_who_asks_to_be_forgotten_keeps_the_slot(town: Town, session: Session) -> None:
    one, _code = book(town, session, phone="13800138000")
    assert one.person_id is not None
    assert acts.Appointments().forget(one.person_id, town.now) == 1
    assert Appointment.objects.get(pk=one.pk).person_id is None
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_a_session_needs_the_service_the_role_and_the_right(town: Town, session: Session) -> None:
    point = ServicePoint.objects.get(pk=CENTRE)
    with pytest.raises(Refused) as told:
        make(town)
    assert told.value.why.key == "appointments.serves_elsewhere"
    with pytest.raises(NotAllowed):
        acts.set_session(point, "legal", server(), MONDAYS, by=town.chenlihua, at=town.now)
    hall = ServicePoint.objects.get(pk="SP-449900101002")
    with pytest.raises(Refused) as told:
        acts.set_session(hall, "legal", server(), MONDAYS, by=town.zhoumin, at=town.now)
    assert told.value.why.key == "appointments.not_offered"


@pytest.mark.django_db
def test_a_session_that_ends_calls_off_what_comes_after_and_says_so(town: Town, session: Session) -> None:
    one, _code = book(town, session, 6, phone="13800138000")
    assert (
        acts.end_session(session.pk, one.starts_at.date(), by=town.zhoumin, at=town.now, why="律师轮换") == 0
    )
    ends = one.starts_at.date() - timedelta(days=1)
    session.refresh_from_db()
    assert acts.end_session(session.pk, ends, by=town.zhoumin, at=town.now, why="律师轮换") == 1
    found = Appointment.objects.get(pk=one.pk)
    assert (found.state, found.by_house) == (State.CANCELLED, True)
    assert Notice.objects.get().kind == "appointments.was_cancelled"


@pytest.mark.django_db
def test_a_closing_announced_afterwards_is_seen(town: Town, session: Session) -> None:
    one, _code = book(town, session)
    point = ServicePoint.objects.get(pk=CENTRE)
    assert not queries.is_shut(one, town.now)
    span = (one.starts_at - timedelta(hours=1), one.ends_at)
    points.announce(CENTRE, point.seq, span, ("装修", ""), by=town.zhoumin, at=town.now)
    assert queries.is_shut(one, town.now)
    assert one.starts_at not in {slot.starts_at for slot in slots(town)}


@pytest.mark.django_db(transaction=True)
def test_two_at_once_never_get_the_same_place(town: Town) -> None:
    session = make(town, replace(MONDAYS, places=2))
    starts_at = slots(town)[0].starts_at
    got: list[int] = []
    refused: list[str] = []
    ready = threading.Barrier(4)

    def one(n: int) -> None:
        ready.wait()
        try:
            made, _code = acts.book(session, starts_at, f"form-00000{n}", by=intake.reporter(), at=town.now)
            got.append(made.place)
        except Refused as why:
            refused.append(why.why.key)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(n,)) for n in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(got) == [1, 2]
    assert refused == ["appointments.just_taken"] * 2


@pytest.mark.django_db
def test_what_is_taken_and_a_day_are_read_by_their_index(town: Town, session: Session) -> None:
    begin = datetime.combine(date(2026, 3, 3), time(), town.now.tzinfo)
    rows = [
        Appointment(
            id=UUID(int=n + 1), key=f"many-{n:06d}", code_hash=n.to_bytes(32), session=session, post_id=session.post_id,
            starts_at=begin + timedelta(hours=n), ends_at=begin + timedelta(hours=n + 1), place=1, changed_at=begin,
        )
        for n in range(3000)
    ]  # fmt: skip
    Appointment.objects.bulk_create(rows)
    with connection.cursor() as db:
        db.execute("analyze appointments_appointment")
    day = queries.of_post(session.post_id, begin, begin + timedelta(days=1))
    assert "appointments_of_post" in explain_queryset(day).indexes
    late = queries.after([session.pk], begin + timedelta(hours=2990))
    assert "appointments_slot_once" in explain_queryset(late).indexes
