"""Tickets: one key one ticket, numbers in order, two counters never call the same, the wait is the real queue's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commongrid.base.journal.models import Entry
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.intake import queries as intake
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.points.terms import Standing
from commongrid.work.reception import acts, queries, rules
from commongrid.work.reception.models import Ticket
from commongrid.work.reception.terms import Source, State
from tests.cast import START, Town
from tests.explaining import explain_queryset

HALL = "SP-449900101001"


def point() -> ServicePoint:
    return ServicePoint.objects.get(pk=HALL)


def take(town: Town, n: int, service: str = "intake") -> Ticket:
    return acts.take(
        point(), service, f"key-{n:06d}", Source.HALL, by=intake.reporter(), at=town.now, day=town.today
    )


def call(town: Town, counter: str = "1", services: tuple[str, ...] = ()) -> Ticket | None:
    return acts.call_next(point(), counter, services, by=town.zhoumin, at=town.now, day=town.today)


@pytest.mark.django_db
def test_one_key_is_one_ticket_and_numbers_follow_each_other(town: Town) -> None:
    one, again, other = take(town, 1), take(town, 1), take(town, 2)
    assert one.pk == again.pk
    assert [rules.spoken(each.service, each.number) for each in (one, other)] == ["A001", "A002"]
    assert rules.spoken("errands", take(town, 3, "errands").number) == "E001"
    assert not any("person" in entry.actor for entry in Entry.objects.filter(kind="ticket.taken"))


@pytest.mark.django_db
def test_who_came_first_is_called_first_and_by_one_counter_alone(town: Town) -> None:
    for n in range(3):
        take(town, n)
        town.later(minutes=1)
    first, second = call(town, "1"), call(town, "2")
    assert first is not None
    assert second is not None
    assert (first.number, second.number) == (1, 2)
    assert queries.at_counter(HALL, town.today, "2") == second
    acts.end(first.pk, State.SERVED, by=town.zhoumin, at=town.now)
    with pytest.raises(Refused):
        acts.end(first.pk, State.MISSED, by=town.zhoumin, at=town.now)
    assert call(town, services=("errands",)) is None
    assert queries.how_many(HALL, town.today) == {"intake": 1}


@pytest.mark.django_db
def test_a_point_that_is_shut_or_does_not_offer_it_gives_no_ticket(town: Town) -> None:
    with pytest.raises(Refused) as told:
        take(town, 1, "psychology")
    assert told.value.why.key == "reception.not_offered"
    town.later(hours=12)
    with pytest.raises(Refused) as told:
        take(town, 2)
    assert told.value.why.key == "reception.not_open"


@pytest.mark.django_db
def test_only_the_counter_calls(town: Town) -> None:
    take(town, 1)
    with pytest.raises(NotAllowed):
        acts.call_next(point(), "1", (), by=town.chenlihua, at=town.now, day=town.today)


@pytest.mark.django_db
def test_tickets_go_after_a_while(town: Town) -> None:
    take(town, 1)
    assert acts.forget_tickets(town.now, at=town.now) == 0
    assert acts.forget_tickets(town.now + timedelta(days=1), at=town.now) == 1


@pytest.mark.django_db
def test_the_queue_is_read_by_its_index(town: Town) -> None:
    rows = [
        Ticket(
            id=f"00000000-0000-7000-8000-{n:012d}", point_id=HALL, day=START.date() - timedelta(days=n // 100),
            service="intake", number=n % 100, key=f"many-{n}", source="hall",
            state="waiting" if n < 50 else "served", taken_at=START, called_at=None if n < 50 else START,
        )
        for n in range(3000)
    ]  # fmt: skip
    Ticket.objects.bulk_create(rows)
    from django.db import connection

    with connection.cursor() as db:
        db.execute("analyze reception_ticket")
    assert "reception_ticket_waiting" in explain_queryset(queries.waiting(HALL, START.date())).indexes


def test_the_wait_is_the_median_of_todays_calls() -> None:
    at = [START + timedelta(minutes=n) for n in (0, 4, 8, 128, 133)]
    assert rules.how_long(2, at[:3]).answer.minutes is None
    assert rules.how_long(2, [*at, at[-1] + timedelta(minutes=3)]).answer.minutes == 12, (
        "a noon break is left out"
    )


def test_a_full_hall_says_so() -> None:
    assert rules.may_take("intake", ["intake"], Standing(True), 200).why[0].key == "reception.too_many"
