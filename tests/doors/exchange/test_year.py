"""The demonstration's year comes in two parts, and neither loses nor doubles a case."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from commongrid.cases.models import Case
from commongrid.cases.terms import ENDED
from commongrid.doors.exchange import progress
from commongrid.doors.exchange.simulation import year
from commongrid.insight.figures import queries as figures
from commongrid.insight.figures.queries import Scope
from commongrid.insight.figures.terms import Period
from tests.cast import Town

UNTIL = datetime(2026, 3, 1, tzinfo=UTC)
CASES = 600


@pytest.fixture
def short_of_patience(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    monkeypatch.setattr(year, "CASES", {"small": CASES})
    monkeypatch.setattr(year, "DAYS", 40)
    monkeypatch.setattr(year, "LIVED", 10)
    monkeypatch.setattr(year, "WAIT", 0.0)


def begin(until: datetime) -> None:
    with progress.shown(StringIO()) as bar:
        year.begin("small", 7, until, 1, bar)


def finish() -> list[Case]:
    call_command("finish_demo", size="small", stdout=StringIO(), stderr=StringIO())
    return list(Case.objects.order_by("pk"))


@pytest.mark.usefixtures("short_of_patience")
def test_what_nobody_waited_for_comes_afterwards(town: Town) -> None:
    begin(UNTIL)
    first = list(Case.objects.order_by("pk"))
    assert first
    assert min(case.opened_at for case in first) >= UNTIL - timedelta(days=3)
    whole = finish()
    assert len(first) < 100
    assert 500 < len(whole) <= CASES
    assert set(first) <= set(whole)
    assert finish() == whole
    assert figures.owing() == []
    days = Period(UNTIL.date() - timedelta(days=40), UNTIL.date())
    assert figures.values(["opened"], Scope(), days)["opened"].top == len(whole)


@pytest.mark.usefixtures("short_of_patience")
def test_what_is_open_is_the_lived_months(town: Town) -> None:
    begin(UNTIL)
    lately = [case for case in finish() if case.opened_at > UNTIL - timedelta(days=9)]
    assert lately
    assert {case.status for case in lately} <= {*ENDED}


@pytest.mark.usefixtures("short_of_patience")
def test_begun_again_on_another_day_it_goes_on_where_it_was(town: Town) -> None:
    begin(UNTIL)
    begin(UNTIL + timedelta(days=1))
    whole = finish()
    assert 100 < len(whole) <= CASES
    assert max(case.opened_at for case in whole) < UNTIL


@pytest.mark.usefixtures("short_of_patience")
def test_a_city_without_such_a_year_is_left_alone(town: Town) -> None:
    assert finish() == []
