"""The demonstration's year comes in two parts, and neither loses nor doubles a case."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from commongrid.cases.models import Case
from commongrid.doors.exchange import progress
from commongrid.doors.exchange.history import year
from commongrid.insight.figures import queries as figures
from commongrid.insight.figures.queries import Scope
from commongrid.insight.figures.terms import Period
from tests.cast import Town

UNTIL = datetime(2026, 3, 1, tzinfo=UTC)
CASES = 150


@pytest.fixture
def short_of_patience(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    monkeypatch.setattr(year, "CASES", {"small": CASES})
    monkeypatch.setattr(year, "DAYS", 20)
    monkeypatch.setattr(year, "WAIT", 0.0)


def begin(until: datetime) -> None:
    with progress.shown(StringIO()) as bar:
        year.begin("small", 7, until, 1, bar)


@pytest.mark.usefixtures("short_of_patience")
def test_what_nobody_waited_for_comes_afterwards(town: Town) -> None:
    begin(UNTIL)
    first = set(Case.objects.values_list("pk", flat=True))
    assert 0 < len(first) < CASES
    assert min(Case.objects.values_list("opened_at", flat=True)).date() >= date(2026, 2, 27)
    for _ in range(2):
        call_command("finish_demo", size="small", stdout=StringIO(), stderr=StringIO())
        assert Case.objects.count() == CASES
    assert first <= set(Case.objects.values_list("pk", flat=True))
    assert figures.owing() == []
    opened = figures.values(["opened"], Scope(), Period(date(2026, 2, 1), date(2026, 3, 1)))
    assert opened["opened"].top == CASES


@pytest.mark.usefixtures("short_of_patience")
def test_begun_again_on_another_day_it_goes_on_where_it_was(town: Town) -> None:
    begin(UNTIL)
    begin(datetime(2026, 3, 2, tzinfo=UTC))
    call_command("finish_demo", size="small", stdout=StringIO(), stderr=StringIO())
    assert Case.objects.count() == CASES
    assert max(Case.objects.values_list("opened_at", flat=True)) < UNTIL


@pytest.mark.usefixtures("short_of_patience")
def test_a_city_without_such_a_year_is_left_alone(town: Town) -> None:
    call_command("finish_demo", size="small", stdout=StringIO(), stderr=StringIO())
    assert not Case.objects.exists()
