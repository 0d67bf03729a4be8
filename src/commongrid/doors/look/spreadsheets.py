"""XLSX through a file on disk, row by row, so that memory stays small however long the table is.

Text is written as text: a spreadsheet reckons with nothing that somebody typed (OWASP, CSV injection).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import IO, Any, cast

from django.utils import timezone
from xlsxwriter import Workbook

SHEET_ROWS = 1_048_576
"""What one sheet of Excel holds; the rest goes on in the next."""
CELL = 32_767
"""Signs that one cell holds."""


def xlsx_file(
    columns: Sequence[str], rows: Iterable[Sequence[object]], notes: Sequence[str] = ()
) -> IO[bytes]:
    """The XLSX as an open file that vanishes when it is closed; notes stand on a sheet of their own."""
    file = cast("IO[bytes]", tempfile.TemporaryFile(prefix="commongrid-"))  # noqa: SIM115 (whoever sends it closes it)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    try:
        with Workbook(file, {**options, "default_date_format": "yyyy-mm-dd hh:mm"}) as book:
            _fill(book, columns, rows)
            _beside(book, notes)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _beside(book: Workbook, notes: Sequence[str]) -> None:
    sheet: Any = book.add_worksheet() if notes else None
    for at, note in enumerate(notes):
        sheet.write_string(at, 0, note)


def _fill(book: Workbook, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet, at = None, SHEET_ROWS
    for row in rows:
        if at >= SHEET_ROWS:
            sheet, at = _sheet(book, columns, bold), 1
        _write(sheet, at, row, day)
        at += 1
    if sheet is None:
        _sheet(book, columns, bold)


def _sheet(book: Workbook, columns: Sequence[str], bold: Any) -> Any:
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(columns):
        sheet.set_column(column, column, max(len(name) * 2, 12))
        sheet.write_string(0, column, name, bold)
    return sheet


def _write(sheet: Any, at: int, row: Sequence[object], day: Any) -> None:
    for column, value in enumerate(row):
        match value:
            case datetime():
                sheet.write_datetime(at, column, timezone.localtime(value).replace(tzinfo=None))
            case date():
                sheet.write_datetime(at, column, value, day)
            case int() | float():
                sheet.write_number(at, column, value)
            case None | "":
                continue
            case _:
                sheet.write_string(at, column, str(value)[:CELL])
