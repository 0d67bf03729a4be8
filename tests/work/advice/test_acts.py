"""Taken in, written, given, read by code; a conflict goes to another lawyer; sealed; forgotten; in nobody else's reach."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection

from commongrid.base.journal.models import Entry
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.intake import queries as intake
from commongrid.registry.appointments import acts as appointments
from commongrid.registry.appointments.models import Appointment
from commongrid.registry.units.models import Post
from commongrid.work.advice import acts, queries
from commongrid.work.advice.models import Advice
from commongrid.work.advice.terms import State, Written
from tests.cast import Town
from tests.work.advice.things import ASKED, CENTRE, SAID, book, given, hours, lawyer

pytestmark = pytest.mark.django_db
OTHERS = ("zhoumin", "liangyong", "suqing", "dushen", "huangweiming", "liguoqiang")


@contextmanager
def refused(key: str) -> Iterator[None]:
    with pytest.raises(Refused) as told:
        yield
    assert told.value.why.key == key


def test_from_booking_to_advice_and_nobody_else_may(town: Town) -> None:
    by = lawyer(town)
    found, code = book(town, hours(town, by))
    with refused("appointments.not_yet"):
        acts.take_in(found, by=by, at=town.now)
    town.now = found.starts_at - timedelta(minutes=5)
    one = acts.take_in(found, by=by, at=town.now)
    assert acts.take_in(found, by=by, at=town.now).pk == one.pk
    with refused("advice.write_first"):
        acts.give(one, by=by, at=town.now)
    acts.draft(one, Written(SAID, "court"), by=by, at=town.now)
    for name in OTHERS:
        with pytest.raises(NotAllowed):
            acts.take_in(found, by=town.actors[name], at=town.now)
        with pytest.raises(NotAllowed):
            acts.draft(one, Written("改"), by=town.actors[name], at=town.now)
        with pytest.raises(NotAllowed):
            acts.give(one, by=town.actors[name], at=town.now)
    with refused("appointments.is_over"):
        acts.cancel(found, by=intake.reporter(), at=town.now)
    acts.give(one, by=by, at=town.now)
    read = queries.by_code(code.lower())
    assert read is not None
    assert (read.words, read.state, read.lawyer, read.referral) == (SAID, State.GIVEN, "罗正", "court")
    with refused("advice.given_already"):
        acts.draft(one, Written("又改"), by=by, at=town.now)


def test_what_is_written_is_sealed_and_in_no_entry(town: Town) -> None:
    by = lawyer(town)
    given(town, by, book(town, hours(town, by))[0])
    with connection.cursor() as db:
        db.execute("select words from advice_advice")
        assert SAID.encode() not in bytes(db.fetchone()[0])
        db.execute("select count(*) from journal_entry where data::text ~ %s", [f"{SAID[:8]}|{ASKED[:6]}"])
        assert db.fetchone()[0] == 0
    assert Entry.objects.filter(kind="advice.given").count() == 1


def test_a_conflict_goes_to_another_and_the_first_reads_nothing(town: Town) -> None:
    by, other = lawyer(town), lawyer(town, "hejing", "何静")
    session, theirs = hours(town, by), hours(town, other)
    found, code = book(town, session)
    town.now = found.starts_at
    one = acts.take_in(found, by=by, at=town.now)
    acts.draft(one, Written(SAID), by=by, at=town.now)
    assert [post.pk for post in queries.others(found, [], town.today)] == [other.post_id]
    to = Post.objects.get(pk=other.post_id)
    handed = acts.hand_over(found, to, by=by, at=town.now)
    assert (handed.words, handed.state, handed.conflicted) == (None, State.WAITING, [by.post_id])
    found.refresh_from_db()
    assert (found.post_id, found.words) == (other.post_id, ASKED)
    with pytest.raises(NotAllowed):
        acts.take_in(found, by=by, at=town.now)
    with refused("advice.has_a_conflict"):
        acts.hand_over(found, Post.objects.get(pk=by.post_id), by=other, at=town.now)
    assert queries.others(found, handed.conflicted, town.today) == []
    assert {one.session for one in queries.free(CENTRE, town.now, handed.conflicted)} == {theirs.pk}
    assert given(town, other, found).lawyer == "何静"
    read = queries.by_code(code)
    assert read is not None
    assert read.words == SAID


def test_a_conflict_before_they_come_and_moving_afterwards(town: Town) -> None:
    by, other = lawyer(town), lawyer(town, "hejing", "何静")
    session, theirs = hours(town, by), hours(town, other)
    found, _code = book(town, session)
    acts.hand_over(found, Post.objects.get(pk=other.post_id), by=by, at=town.now)
    found.refresh_from_db()
    slots = queries.free(CENTRE, town.now)
    own = next(one for one in slots if one.session == session.pk)
    free = next(one for one in slots if one.session == theirs.pk)
    with refused("advice.other_lawyer"):
        acts.move(found, session, own.starts_at, by=intake.reporter(), at=town.now)
    acts.move(found, theirs, free.starts_at, by=intake.reporter(), at=town.now)
    assert Advice.objects.get().post_id == Appointment.objects.get().post_id == other.post_id
    acts.cancel(found, by=intake.reporter(), at=town.now)
    assert Appointment.objects.get().words is None


def test_kept_with_a_case_it_says_only_that_it_was_given(town: Town) -> None:
    by = lawyer(town)
    found, _code = book(town, hours(town, by))
    case = town.case()
    town.now = found.starts_at
    one = acts.take_in(found, by=by, at=town.now)
    with refused("advice.no_such_number"):
        acts.draft(one, Written(SAID, number="XX00 0000 00"), by=by, at=town.now)
    acts.draft(one, Written(SAID, number=case.number.lower()), by=by, at=town.now)
    assert queries.given_with([case.number]) is None
    acts.give(one, by=by, at=town.now)
    assert queries.given_with([case.number]) == town.now
    assert queries.given_with([""]) is None


def test_the_appointment_goes_first_and_the_advice_in_its_time(town: Town) -> None:
    by = lawyer(town)
    found, code = book(town, hours(town, by))
    given(town, by, found)
    appointments.forget(town.now + timedelta(days=2), at=town.now)
    assert Advice.objects.count() == 1
    read = queries.by_code(code)
    assert read is not None
    assert (read.words, read.appointment) == (SAID, None)
    assert acts.forget(town.now, at=town.now) == 0
    assert acts.forget(town.now + timedelta(seconds=1), at=town.now) == 1
    assert queries.by_code(code) is None
