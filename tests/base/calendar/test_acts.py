"""The city's own table: imported whole, wins over the published notices, moves no version by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from commongrid.base.calendar import acts, queries, rules
from commongrid.base.calendar.hours import OFFICE, Hours
from commongrid.base.calendar.models import CalendarVersion, CalendarYear, Holiday
from commongrid.base.calendar.terms import Kind, ListedDay
from commongrid.base.verdicts import Refused

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 5, 9, tzinfo=UTC)
NEW_YEAR = ListedDay(date(2027, 1, 1), Kind.OFF, "元旦", "notice of 2026-11-04", "New Year's Day")


@dataclass(frozen=True)
class Somebody:
    name: str = "苏晴"


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    queries.forget()
    yield
    queries.forget()


def test_an_imported_year_is_known() -> None:
    assert 2027 not in queries.calendar().known_years
    assert acts.import_days([NEW_YEAR], by=Somebody(), at=AT, why="放假通知") == (2027,)
    known = queries.calendar()
    assert 2027 in known.known_years
    assert not rules.is_working_day(known, NEW_YEAR.day)
    year = CalendarYear.objects.get()
    assert (year.imported_by, year.imported_at, year.imported_why) == ("苏晴", AT, "放假通知")


def test_single_days_do_not_make_a_year_known_nor_unknown() -> None:
    acts.import_days([NEW_YEAR], by=Somebody(), at=AT, complete=False)
    assert 2027 not in queries.calendar().known_years
    assert not rules.is_working_day(queries.calendar(), NEW_YEAR.day)
    acts.import_days([NEW_YEAR], by=Somebody(), at=AT)
    acts.import_days([NEW_YEAR], by=Somebody(), at=AT, complete=False)
    assert 2027 in queries.calendar().known_years


def test_the_citys_table_wins_day_by_day() -> None:
    typhoon = ListedDay(date(2026, 9, 15), Kind.OFF, "台风停工", "市政府通告")
    worked = ListedDay(date(2026, 10, 7), Kind.WORK, "抢险", "市政府通告")
    acts.import_days([typhoon, worked], by=Somebody(), at=AT)
    found = queries.calendar()
    assert not rules.is_working_day(found, typhoon.day)
    assert rules.is_working_day(found, worked.day)
    assert not rules.is_working_day(found, date(2026, 10, 6))
    acts.import_days([ListedDay(typhoon.day, Kind.WORK, "恢复", "市政府通告")], by=Somebody(), at=AT)
    assert rules.is_working_day(queries.calendar(), typhoon.day)
    assert CalendarVersion.objects.get().number == 2


def test_a_day_twice_or_no_day_is_refused() -> None:
    for days in ([], [NEW_YEAR, NEW_YEAR]):
        with pytest.raises(Refused):
            acts.import_days(days, by=Somebody(), at=AT)
    assert not Holiday.objects.exists()


def test_a_calendar_is_kept_until_the_table_changes() -> None:
    early = Hours.from_json({"mon": [["08:00", "12:00"]]})
    assert queries.calendar() is queries.calendar(OFFICE)
    assert queries.calendar(early) is queries.calendar(early)
    assert queries.calendar(tz="America/New_York").tz == "America/New_York"
    before = queries.calendar()
    acts.import_days([NEW_YEAR], by=Somebody(), at=AT)
    assert queries.calendar() is not before


def test_the_command_imports_all_lines_or_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "2027.csv"
    file.write_text(
        "date,kind,name,source\n2027-01-01,off,元旦,notice\n2027-01-32,off,元旦,notice\n", encoding="utf-8"
    )
    with pytest.raises(CommandError, match="line 3: not a day"):
        call_command("import_calendar", str(file))
    assert not Holiday.objects.exists()
    file.write_text("date,kind,name,source\n2027-01-01,off,元旦,notice\n", encoding="utf-8")
    call_command("import_calendar", str(file))
    call_command("calendar_years")
    said = capsys.readouterr().out
    assert "1 days of 2027 imported" in said
    assert "2027    1 off   0 worked  notice  notice" in said
    assert "after 2027" in said
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_calendar", str(tmp_path / "missing.csv"))
