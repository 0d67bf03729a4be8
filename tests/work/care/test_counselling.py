"""Notes are the counsellor's own: written once, read by nobody else, handed over with consent, gone after a year."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from commongrid.base.journal.models import Entry
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.intake import queries as reports
from commongrid.registry.appointments import acts as appointments
from commongrid.registry.appointments import queries as slots
from commongrid.registry.appointments.models import Session
from commongrid.registry.units.models import Post
from commongrid.work.care import acts, queries
from commongrid.work.care.models import File, Note
from commongrid.work.care.terms import NoteKind
from tests.cast import Town
from tests.explaining import explain_queryset
from tests.work.care.conftest import CANARY, CENTRE


def write(town: Town, key: str = "note-000001", into: File | None = None) -> Note:
    return acts.note(into, NoteKind.HOTLINE, f"{CANARY}睡不好", key, called=CANARY, by=town.anyi, at=town.now)


@pytest.mark.django_db
def test_a_note_is_written_once_and_read_by_its_counsellor_alone(town: Town) -> None:
    one, again = write(town), write(town)
    assert one.pk == again.pk
    assert [file.called for file in queries.files(town.anyi)] == [CANARY]
    assert queries.file(one.file_id, town.anyi) is not None
    for other in (town.muqing, town.zhoumin, town.suqing, town.dushen, town.huangweiming, town.guanaihua):
        assert queries.file(one.file_id, other) is None
        assert not queries.files(other)
        with pytest.raises(NotAllowed):
            acts.note(one.file, NoteKind.HOTLINE, "偷看", "note-999999", by=other, at=town.now)


@pytest.mark.django_db
def test_the_database_holds_it_sealed_and_the_journal_not_at_all(town: Town) -> None:
    one = write(town)
    with connection.cursor() as db:
        db.execute("select words from care_note where id = %s", [one.pk])
        words = bytes(db.fetchone()[0])
        db.execute("select called from care_file where id = %s", [one.file_id])
        called = bytes(db.fetchone()[0])
    assert CANARY.encode() not in words + called
    assert not Entry.objects.filter(kind__startswith="care.").exists()


@pytest.mark.django_db
def test_a_file_goes_to_another_counsellor_only_with_a_consent_that_is_noted(town: Town) -> None:
    one = write(town)
    to, carer = Post.objects.get(pk=town.muqing.post_id), Post.objects.get(pk=town.guanaihua.post_id)
    for post, agreed, key in (
        (to, "", "care.no_consent_noted"),
        (carer, "来访者电话同意", "care.not_a_counsellor"),
        (Post.objects.get(pk=town.anyi.post_id), "来访者电话同意", "care.is_yours"),
    ):
        with pytest.raises(Refused) as told:
            acts.hand_over(one.file, post, agreed, by=town.anyi, at=town.now)
        assert told.value.why.key == key
    acts.hand_over(one.file, to, "来访者 3 月 2 日当面同意", by=town.anyi, at=town.now)
    assert queries.file(one.file_id, town.anyi) is None
    found = queries.file(one.file_id, town.muqing)
    assert found is not None
    assert [note.kind for note in queries.notes(found)] == ["handed", "hotline"]
    entry = Entry.objects.get(kind="care.file_handed")
    assert CANARY not in f"{entry.data}{entry.actor}"
    assert "安怡" not in str(entry.actor)


@pytest.mark.django_db
def test_a_year_later_it_is_gone_and_so_is_the_appointment_it_followed(town: Town, session: Session) -> None:
    starts_at = slots.free(CENTRE, "psychology", town.now)[0].starts_at
    booked, _code = appointments.book(session, starts_at, "form-000001", by=reports.reporter(), at=town.now)
    after = queries.appointment(booked.pk, town.anyi)
    assert queries.appointment(booked.pk, town.muqing) is None
    acts.note(None, NoteKind.APPOINTMENT, "下周再来", "note-000002", after=after, by=town.anyi, at=town.now)
    appointments.forget(booked.ends_at + timedelta(days=1), at=town.now)
    assert Note.objects.get().appointment_id is None
    assert acts.forget_notes(town.now, at=town.now) == 0
    acts.forget_notes(town.now + timedelta(days=1), at=town.now)
    assert not Note.objects.exists()
    assert not File.objects.exists()


@pytest.mark.django_db
def test_files_are_read_by_their_index(town: Town) -> None:
    posts = list(Post.objects.values_list("pk", flat=True))
    rows = [
        File(id=f"00000000-0000-7000-8000-{n:012d}", post_id=posts[n % len(posts)], written_at=town.now)
        for n in range(3000)
    ]
    File.objects.bulk_create(rows)
    with connection.cursor() as db:
        db.execute("analyze care_file")
    assert "care_file_of_post" in explain_queryset(queries.files(town.anyi)).indexes
