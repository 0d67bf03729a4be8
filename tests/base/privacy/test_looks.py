"""The access log and the retention list."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from commongrid.base.access.terms import Actor
from commongrid.base.privacy import acts, queries, retention
from commongrid.base.privacy.ids import uuid7
from commongrid.base.privacy.models import Look
from commongrid.base.verdicts import Refused
from commongrid.registry.people.models import Person

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ZHOU = Actor(
    kind="staff",
    name="周敏",
    account_id=7,
    post_id=9,
    role="dispatcher",
    unit_id=3,
    unit_name="石埠镇智网中心",
)


def lin() -> Person:
    return Person.objects.create(id=uuid7(AT), created_at=AT, last_used_at=AT, phone="13827605190")


def look(person: Person, at: datetime = AT, why: str = "核实现场地址") -> str | None:
    return acts.unmask(person, "phone", person_id=person.pk, by=ZHOU, at=at, why=why, context="case:17")


@pytest.mark.django_db
def test_a_look_gives_the_value_and_is_written() -> None:
    person = lin()
    assert look(person) == "13827605190"
    (row,) = queries.looks_for(person.pk)
    assert (row.actor_name, row.unit_name, row.role) == ("周敏", "石埠镇智网中心", "dispatcher")
    assert (row.field, row.reason, row.context, row.at) == (
        "people_person.phone",
        "核实现场地址",
        "case:17",
        AT,
    )
    assert queries.looks_by(7) == [row] == queries.looks()
    assert queries.looks(before=AT) == []


@pytest.mark.django_db
def test_no_reason_no_value_no_row() -> None:
    person = lin()
    with pytest.raises(Refused) as refused:
        look(person, why="..")
    assert refused.value.why.key == "privacy.reason_too_short"
    assert queries.looks_for(person.pk) == []


@pytest.mark.django_db(transaction=True)
def test_the_look_stays_when_the_caller_fails_afterwards() -> None:
    person = lin()
    with pytest.raises(ZeroDivisionError):  # noqa: PT012  (the failure must come after the look, in one request)
        look(person)
        with transaction.atomic():
            1 / 0  # noqa: B018
    assert len(queries.looks_for(person.pk)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_look_cannot_be_taken_back_by_an_outer_transaction() -> None:
    person = lin()
    with pytest.raises(RuntimeError), transaction.atomic():
        look(person)


@pytest.mark.django_db
def test_the_database_refuses_to_change_or_remove_a_look() -> None:
    person = lin()
    look(person)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Look.objects.update(reason="nothing to see")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Look.objects.all().delete()
    assert Look.objects.count() == 1


@pytest.mark.django_db
def test_looks_go_after_three_years_and_not_before() -> None:
    person = lin()
    ancient = datetime(2001, 1, 1, tzinfo=UTC)
    look(person, at=ancient)
    look(person)
    assert acts.expire_looks(AT, at=ancient + timedelta(days=400)) == 0
    assert acts.expire_looks(AT, at=ancient + timedelta(days=1097)) == 1
    assert acts.expire(at=AT)["privacy.looks"] == 0


@pytest.mark.django_db
def test_every_sealed_column_has_a_retention_and_the_command_lists_it() -> None:
    assert retention.faults() == []
    out = StringIO()
    call_command("retention", "--expire", stdout=out)
    assert "people.contact" in out.getvalue()
    assert "privacy_look" in out.getvalue()


def test_the_city_may_choose_its_own_days(settings) -> None:  # type: ignore[no-untyped-def]
    settings.RETENTION_DAYS = {"people.contact": 90}
    assert {one.key: one.days for one in retention.all_of_them()}["people.contact"] == 90
