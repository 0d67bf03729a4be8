"""A calendar file: CSV with the columns date, kind, name, source and, if wanted, name_en. Pure."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from commongrid.base.calendar.terms import Fault, Kind, ListedDay
from commongrid.base.verdicts import Fact, Why

COLUMNS = ("date", "kind", "name", "source")
FIRST_YEAR, LAST_YEAR = 1950, 2199
LONGEST = {"name": 60, "name_en": 60, "source": 200}


def read_days(lines: Iterable[str]) -> tuple[tuple[ListedDay, ...], tuple[Fault, ...]]:
    """The listed days of a file in its order, and everything that is wrong with it, by line."""
    reader = csv.DictReader(_without_mark(lines), skipinitialspace=True)
    if missing := [name for name in COLUMNS if name not in (reader.fieldnames or ())]:
        return (), (_fault(1, "no_column", column=", ".join(missing)),)
    found: list[ListedDay] = []
    faults: list[Fault] = []
    lines_of: dict[date, int] = {}
    for row in reader:
        cells = {name: (row.get(name) or "").strip() for name in (*COLUMNS, "name_en")}
        day = _day(cells["date"])
        wrong = list(_wrong(reader.line_num, cells, day))
        if day and (first := lines_of.setdefault(day, reader.line_num)) != reader.line_num:
            wrong.append(_fault(reader.line_num, "twice", day_on=str(day), first=first))
        if day and not wrong:
            kind = Kind(cells["kind"])
            found.append(ListedDay(day, kind, cells["name"], cells["source"], cells["name_en"]))
        faults += wrong
    if not found and not faults:
        faults.append(_fault(1, "empty"))
    return tuple(found), tuple(faults)


def _wrong(line: int, cells: Mapping[str, str], day: date | None) -> Iterator[Fault]:
    if day is None:
        yield _fault(line, "not_a_day", text=cells["date"])
    elif not FIRST_YEAR <= day.year <= LAST_YEAR:
        yield _fault(line, "year_out_of_range", year=day.year)
    if cells["kind"] not in set(Kind):
        yield _fault(line, "not_a_kind", text=cells["kind"])
    for column in ("name", "source"):
        if not cells[column]:
            yield _fault(line, "no_value", column=column)
    for column, most in LONGEST.items():
        if len(cells[column]) > most:
            yield _fault(line, "too_long", column=column, most=most)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _fault(line: int, what: str, **facts: Fact) -> Fault:
    return Fault(line, Why(f"calendar.file_{what}", {"line": line, **facts}))


def _without_mark(lines: Iterable[str]) -> Iterator[str]:
    """Spreadsheets put a byte order mark before the heading."""
    for number, line in enumerate(lines):
        yield line.removeprefix("\ufeff") if number == 0 else line
