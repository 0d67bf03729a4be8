"""One act, one statement: all of it or nothing, and of two at once only one."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, connections

from commongrid.base.journal import acts, queries
from commongrid.base.journal.models import Cursor, Entry, Era
from commongrid.base.journal.reading import Reader
from commongrid.base.journal.statement import Insert, Update
from commongrid.base.journal.terms import NewEntry
from commongrid.base.privacy.ids import uuid7
from commongrid.registry.people.models import Person

AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
TOLD = NewEntry("probe.told", AT, {"kind": "system"})


def inserted(key: UUID, **told: Any) -> Insert:
    values = {"id": key, "language": "en", "created_at": AT, "last_used_at": AT, **told}
    return Insert(Person, values, or_nothing=True)


def opened() -> Person:
    key = uuid7(AT)
    assert acts.open_subject("probe", inserted(key), TOLD, subject_id=key)
    return Person.objects.get(pk=key)


def entries() -> int:
    return Entry.objects.count()


@pytest.mark.django_db
def test_a_subject_begins_with_its_first_entry() -> None:
    person = opened()
    [entry] = queries.history("probe", str(person.pk))
    assert (person.seq, entry.seq, len(bytes(person.head))) == (1, 1, 32)
    assert queries.last_entry("probe", str(person.pk)) == entry


@pytest.mark.django_db
def test_what_is_there_already_is_not_opened_again() -> None:
    person = opened()
    other = inserted(uuid7(AT))
    assert not acts.open_subject("probe", inserted(person.pk), TOLD, subject_id=person.pk, then=[other])
    assert (Person.objects.count(), entries()) == (1, 1)


@pytest.mark.django_db
def test_a_guard_that_fails_writes_nothing_at_all() -> None:
    person, stale = opened(), Person.objects.get()
    assert acts.move_subject("probe", person, TOLD, {"language": "zh-hans"})
    beside = [inserted(uuid7(AT), seq=0, head=b""), Update(Person, {"frozen_at": None}, {"frozen_at": AT})]
    assert not acts.move_subject("probe", stale, TOLD, {"language": "xx"}, then=beside)
    kept = Person.objects.get()
    assert (kept.language, kept.frozen_at, kept.seq, entries()) == ("zh-hans", None, 2, 2)
    assert stale.seq == 1


@pytest.mark.django_db
def test_rows_beside_the_guard_are_written_with_it() -> None:
    person, other = opened(), opened()
    beside = [
        inserted(uuid7(AT), seq=0, head=b""),
        Update(Person, {"id": other.pk, "frozen_at": None}, {"frozen_at": AT}),
    ]
    assert acts.move_subject("probe", person, TOLD, {}, then=beside)
    other.refresh_from_db()
    assert (Person.objects.count(), other.frozen_at) == (3, AT)


@pytest.mark.django_db(transaction=True)
def test_of_five_at_once_one_wins() -> None:
    person = opened()
    together, won = threading.Barrier(5), list[bool]()

    def move(number: int) -> None:
        try:
            mine = Person.objects.get(pk=person.pk)
            together.wait(30)
            won.append(acts.move_subject("probe", mine, TOLD, {"language": f"l{number}"}))
        finally:
            connections.close_all()

    connections.close_all()  # the pool has eight; one may still be lent to a server of an earlier test
    threads = [threading.Thread(target=move, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False] * 4 + [True]
    assert [entry.seq for entry in queries.history("probe", str(person.pk))] == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_notes_about_one_thing_make_one_chain_however_many_write() -> None:
    def tell() -> None:
        try:
            for _ in range(5):
                acts.note("probe", "shared", TOLD)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=tell) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [entry.seq for entry in queries.history("probe", "shared")] == list(range(1, 21))


@pytest.mark.django_db
def test_months_are_made_once_and_take_their_entries() -> None:
    made = acts.make_partitions(date(2031, 11, 1), 3)
    assert made == ["journal_entry_2031_11", "journal_entry_2031_12", "journal_entry_2032_01"]
    assert acts.make_partitions(date(2031, 12, 1), 2) == []
    acts.note("probe", "a", TOLD)
    with connection.cursor() as db:
        db.execute("select tableoid::regclass::text, recorded_at from journal_entry")
        [(table, recorded_at)] = db.fetchall()
    assert table == f"journal_entry_{recorded_at:%Y_%m}"
    assert queries.in_no_month() == 0


@pytest.mark.django_db
def test_a_restored_copy_begins_an_era_and_its_readers_go_on() -> None:
    """There transaction ids begin anew: without an era its entries would sort before what was heard already."""
    assert acts.enter_era(at=AT) == acts.enter_era(at=AT)
    first = Era.objects.order_by("-number").values_list("number", flat=True)[0]
    acts.note("probe", "before", TOLD)
    Era.objects.filter(number=first).update(cluster="another")
    assert acts.enter_era(at=AT) == first + 1
    heard: list[str] = []
    reader = Reader("probe", {"probe.told": (lambda entry: heard.append(entry.subject_id),)})
    assert acts.drain(reader, at=AT) == 1
    _write_with_small_xid("after")
    assert acts.drain(reader, at=AT) == 1
    assert heard == ["before", "after"]
    assert Cursor.objects.get(name="probe").era == first + 1


def _write_with_small_xid(subject: str) -> None:
    with connection.cursor() as db:
        db.execute(
            "insert into journal_entry (xid, kind, subject_kind, subject_id, seq, at, actor, data, whys, previous, digest)"
            " values ('5', 'probe.told', 'probe', %s, 1, %s, '{}', '{}', '[]', '', sha256(''))",
            [subject, AT],
        )
