"""The encrypted column in the database: lazy, bound to its row, rotated, and refusing to leak."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import connection, transaction

from commongrid.base.privacy import acts, fields, keys, sealing
from commongrid.base.privacy.ids import uuid7
from commongrid.registry.people.models import Person

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def lin(**more: Any) -> Person:
    values = {"id": uuid7(AT), "created_at": AT, "last_used_at": AT, "name": "林小月", "phone": "13827605190"}
    return Person.objects.create(**{**values, **more})


def stored(person: Person, column: str = "phone") -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"select {column} from people_person where id = %s", [person.pk])
        return bytes(cursor.fetchone()[0])


def test_the_database_holds_no_plain_text() -> None:
    person = lin()
    assert b"13827605190" not in stored(person)
    assert Person.objects.get(pk=person.pk).phone == "13827605190"
    assert person.phone == "13827605190"


def test_a_list_decrypts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        lin()
    opened: list[str] = []
    monkeypatch.setattr(sealing, "unseal", lambda ring, sealed, place: opened.append(place) or b"x")
    people = list(Person.objects.all())
    assert opened == []
    assert people[0].phone == "x" == people[0].phone
    assert opened == [f"people_person.phone:{people[0].pk}"]


def test_swapping_two_rows_is_noticed() -> None:
    mine, yours = lin(), lin(phone="13900000000")
    with connection.cursor() as cursor:
        cursor.execute(
            "update people_person set phone = (select phone from people_person where id = %s) where id = %s",
            [yours.pk, mine.pk],
        )
    with pytest.raises(sealing.Unreadable):
        _ = Person.objects.get(pk=mine.pk).phone


def test_swapping_two_columns_is_noticed() -> None:
    person = lin()
    with connection.cursor() as cursor:
        cursor.execute("update people_person set name = phone where id = %s", [person.pk])
    with pytest.raises(sealing.Unreadable):
        _ = Person.objects.get(pk=person.pk).name


def test_saving_an_unread_row_keeps_its_bytes() -> None:
    person = lin()
    before = stored(person)
    again = Person.objects.get(pk=person.pk)
    again.language = "en"
    again.save()
    assert stored(person) == before


def test_a_copied_row_is_refused_and_a_deferred_one_works() -> None:
    person = lin()
    assert Person.objects.only("id").get(pk=person.pk).phone == "13827605190"
    copy = Person.objects.get(pk=person.pk)
    copy.pk = uuid7(AT)
    copy._state.adding = True
    with pytest.raises(sealing.Unreadable):
        copy.save()


def test_plain_text_cannot_slip_in_by_update() -> None:
    person = lin()
    with pytest.raises(TypeError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(phone="13900000000")
    Person.objects.filter(pk=person.pk).update(phone=fields.sealed(Person, "phone", person.pk, "13900000000"))
    assert Person.objects.get(pk=person.pk).phone == "13900000000"
    with pytest.raises(TypeError):
        fields.sealed(Person, "language", person.pk, "en")


def test_a_row_without_a_key_cannot_hold_a_secret() -> None:
    with pytest.raises(ValueError, match="primary key"):
        Person(name="x", created_at=AT, last_used_at=AT).save()


@pytest.mark.parametrize("lookup", ["phone", "phone__contains", "phone__in", "phone__gt"])
def test_it_cannot_be_searched(lookup: str) -> None:
    with pytest.raises(FieldError):
        list(Person.objects.filter(**{lookup: "138"}))
    assert list(Person.objects.filter(phone__isnull=True)) == []


def test_it_is_neither_dumped_nor_shown() -> None:
    person = Person.objects.get(pk=lin().pk)
    with pytest.raises(FieldError):
        serializers.serialize("json", [person])
    assert "138" not in repr(person.__dict__)


def test_absent_is_null_and_empty_is_empty() -> None:
    person = Person.objects.get(pk=lin(name=None, email="").pk)
    assert person.name is None
    assert person.email == ""


def test_rotation_reseals_all_and_frees_the_old_key(settings: Any) -> None:
    settings.FIELD_KEYS = {"k1": b"1" * 32}
    people = [lin(phone=f"1382760519{n}") for n in range(7)]
    settings.FIELD_KEYS = {"k2": b"2" * 32, "k1": b"1" * 32}
    fresh = lin(phone="13911111111")
    untouched = stored(fresh)
    first = next(acts.rotate(at=AT, batch=3))
    assert first[1] == 3
    out = StringIO()
    call_command("rotate_field_keys", "--batch", "3", stdout=out)
    assert "k2" in out.getvalue()
    assert list(acts.rotate(at=AT)) == []
    settings.FIELD_KEYS = {"k2": b"2" * 32}
    assert {Person.objects.get(pk=person.pk).phone for person in people} == {
        f"1382760519{n}" for n in range(7)
    }
    assert stored(fresh) == untouched


def test_keys_are_judged(settings: Any) -> None:
    assert keys.faults() == []
    settings.FIELD_KEYS = {"k": b"short", "": b"x" * 32}
    settings.BLIND_INDEX_KEY = b"x" * 32
    told = " ".join(keys.faults())
    assert "5 bytes" in told
    assert "empty" in told
    assert "one leak" in told
    settings.FIELD_KEYS = {}
    assert "not set" in keys.faults()[0]
