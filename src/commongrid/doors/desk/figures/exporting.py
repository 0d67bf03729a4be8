"""Tables as files: CSV row by row as it leaves, XLSX through a file on disk; neither has a limit of rows.

A cell that a spreadsheet would take for a formula is made harmless (OWASP, CSV injection): in CSV by an apostrophe
before it, in XLSX because text is written as text.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any, cast

from django.utils import timezone
from xlsxwriter import Workbook

from commongrid.doors.desk.figures.tables import Table, Value

BOM = "\ufeff"
"""Without it Excel reads Chinese as Latin-1."""
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
ROWS_AT_ONCE = 500
SHEET_ROWS = 1_048_576
"""What one sheet of Excel holds; the rest goes on in the next."""


def csv_parts(table: Table) -> Iterator[bytes]:
    """The CSV in parts of some hundred rows: notes last, so that the first line names the columns."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([harmless(name) for name in table.columns])
    yield BOM.encode()
    for at, row in enumerate(table.rows, 1):
        writer.writerow([_plain(value) for value in row])
        if at % ROWS_AT_ONCE == 0:
            yield _taken(text)
    if table.notes:
        writer.writerow([])
    for note in table.notes:
        writer.writerow([harmless(note)])
    yield _taken(text)


def xlsx_file(table: Table) -> IO[bytes]:
    """The XLSX as an open file that vanishes when it is closed; written row by row, so memory stays small."""
    file = cast("IO[bytes]", tempfile.TemporaryFile(prefix="commongrid-"))  # noqa: SIM115 (whoever sends it closes it)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, {**options, "default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        _fill(book, table)
        notes = book.add_worksheet()
        for at, note in enumerate((table.title, *table.notes)):
            notes.write_string(at, 0, note)
    file.seek(0)
    return file


def harmless(text: str) -> str:
    """The same text, with an apostrophe before what a spreadsheet would reckon with."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def _plain(value: Value) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return harmless(value) if isinstance(value, str) else value


def _taken(text: io.StringIO) -> bytes:
    said = text.getvalue()
    text.seek(0)
    text.truncate()
    return said.encode()


def _fill(book: Workbook, table: Table) -> None:
    bold = book.add_format({"bold": True})
    sheet, at = None, SHEET_ROWS
    for row in table.rows:
        if at >= SHEET_ROWS:
            sheet, at = _sheet(book, table, bold), 1
        _write(sheet, at, row)
        at += 1
    if sheet is None:
        _sheet(book, table, bold)


def _sheet(book: Workbook, table: Table, bold: Any) -> Any:
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(table.columns):
        sheet.set_column(column, column, max(len(name) * 2, 12))
        sheet.write_string(0, column, name, bold)
    return sheet


def _write(sheet: Any, at: int, row: tuple[Value, ...]) -> None:
    for column, value in enumerate(row):
        if isinstance(value, datetime):
            sheet.write_datetime(at, column, timezone.localtime(value).replace(tzinfo=None))
        elif isinstance(value, str):
            sheet.write_string(at, column, value[:32767])
        elif value is not None:
            sheet.write_number(at, column, value)
