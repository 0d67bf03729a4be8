"""Simulated years: the same for the same seed, plausible, never doubled, and whole cases of the journal."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from commongrid.base.calendar import queries as calendars
from commongrid.base.journal import queries as journal
from commongrid.base.journal import sealing
from commongrid.base.journal.models import Entry
from commongrid.cases.models import Case
from commongrid.doors.exchange.simulation import making, rhythm
from commongrid.work.tallies.models import Seat
from tests.cast import Town

UNTIL = datetime(2026, 3, 1, tzinfo=UTC)


def simulate(**told: Any) -> dict[str, Any]:
    out = StringIO()
    given = {
        "pack": "small-town",
        "years": 0.1,
        "cases": 600,
        "until": "2026-03-01",
        "processes": 1,
        "json": True,
        **told,
    }
    call_command("simulate", stdout=out, stderr=StringIO(), **given)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


@pytest.mark.django_db
def test_a_city_is_plausible_and_a_second_run_adds_nothing(town: Town) -> None:
    simulate()
    statuses = Counter(Case.objects.values_list("status", flat=True))
    assert statuses.total() == 600
    assert statuses["closed"] > 500
    entries = Entry.objects.filter(era=0, subject_kind="case").count() / 600
    assert 5.5 < entries < 8.5
    assert 0 < Seat.objects.count() == 600 - statuses["closed"] - statuses["void"]
    assert Case.objects.filter(on_time=True).count() > 10 * Case.objects.filter(on_time=False).count() / 3
    assert journal.in_no_month() == 0
    assert sealing.first_broken_entry() is None
    heads = set(Case.objects.values_list("number", "seq"))
    simulate()
    assert set(Case.objects.values_list("number", "seq")) == heads


@pytest.mark.django_db
def test_the_same_seed_tells_the_same(town: Town) -> None:
    def told(seed: int) -> list[Any]:
        city = making.gather(seed, UNTIL)
        piece = making.Piece(date(2026, 1, 8), 0, 40, 40)
        return [
            [entry[:2] for entry in case.entries] + [case.id, case.opening.area]
            for case in making.told(city, piece)
        ]

    assert told(1) == told(1)
    assert told(1) != told(2)


@pytest.mark.django_db
def test_days_have_their_rhythm(db: None) -> None:
    days = rhythm.cases_by_day(100_000, date(2026, 2, 28), 365, calendars.calendar(), 3)
    assert sum(days.values()) == 100_000
    weekdays = [count for day, count in days.items() if day.weekday() < 5]
    sundays = [count for day, count in days.items() if day.weekday() == 6]
    assert sum(weekdays) / len(weekdays) > 1.2 * sum(sundays) / len(sundays)
    feast = [days[date(2026, 2, day)] for day in (16, 17, 18)]
    assert sum(feast) / 3 < 0.9 * sum(weekdays) / len(weekdays)


@pytest.mark.django_db
def test_no_fate_breaks_the_table_of_acts_or_the_order_of_time(town: Town) -> None:
    city = making.gather(5, UNTIL)
    for day in (date(2025, 9, 28), date(2026, 2, 20)):
        for case in making.told(city, making.Piece(day, 0, 800, 800)):
            moments = [entry[1] for entry in case.entries]
            assert moments == sorted(moments)
            assert moments[-1] <= UNTIL
