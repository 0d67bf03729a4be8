"""Tables as files: nothing in a cell reckons, nothing is cut off, and memory does not grow with the rows."""

from __future__ import annotations

import csv
import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from commongrid.doors.desk.figures import exporting
from commongrid.doors.desk.figures.tables import Table, Value
from commongrid.doors.look import spreadsheets

EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", '=HYPERLINK("http://x")']


def table(rows: Iterator[tuple[Value, ...]] | list[tuple[Value, ...]], *columns: str) -> Table:
    return Table("cases", "案件", columns or ("地点", "件数"), rows, ("石埠镇", "=来源"))


def read(made: Table) -> list[list[str]]:
    text = b"".join(exporting.csv_parts(made)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("evil", EVIL)
def test_a_formula_is_made_harmless(evil: str) -> None:
    rows = read(table([(evil, 1)], evil, "件数"))
    assert rows[0][0] == rows[1][0] == f"'{evil}"
    assert rows[-1] == ["'=来源"]
    assert b"<f>" not in sheet_of(table([(evil, 1)], evil, "件数"))


def test_numbers_stay_numbers_and_chinese_opens_in_excel() -> None:
    made = table([("东兴社区", -5), ("河东社区", 81.5), ("空", None)])
    assert b"".join(exporting.csv_parts(made)).startswith("\ufeff地点".encode())
    assert read(made)[1:4] == [["东兴社区", "-5"], ["河东社区", "81.5"], ["空", ""]]
    assert b"<v>-5</v>" in sheet_of(made)


def test_a_moment_is_the_citys() -> None:
    at = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
    assert read(table([("x", at)]))[1][1] == "2026-03-02 09:30"
    assert sheet_of(table([("x", at)])).count(b"<c ") >= 4


def test_csv_leaves_as_it_is_made() -> None:
    made = 0

    def rows() -> Iterator[tuple[Value, ...]]:
        nonlocal made
        for made in range(1, 100_001):
            yield f"案件{made}", made

    tracemalloc.start()
    parts = exporting.csv_parts(table(rows()))
    next(parts), next(parts)
    assert made == exporting.ROWS_AT_ONCE
    size = sum(len(part) for part in parts)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert made == 100_000
    assert peak < 2_000_000 < size * 2


def test_an_xlsx_goes_on_in_the_next_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "SHEET_ROWS", 4)
    with exporting.xlsx_file(table([(f"行{n}", n) for n in range(7)])) as file, zipfile.ZipFile(file) as book:
        sheets = [name for name in book.namelist() if "worksheets/sheet" in name]
        assert len(sheets) == 4
        assert "行6" in book.read("xl/worksheets/sheet3.xml").decode()


def test_an_xlsx_without_rows_still_names_its_columns() -> None:
    assert "地点" in sheet_of(table([])).decode()


def sheet_of(made: Table) -> bytes:
    with exporting.xlsx_file(made) as file, zipfile.ZipFile(file) as book:
        return book.read("xl/worksheets/sheet1.xml")
