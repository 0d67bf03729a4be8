"""Tables as files: CSV row by row as it leaves, XLSX through a file on disk; neither has a limit of rows.

A cell that a spreadsheet would take for a formula is made harmless (OWASP, CSV injection): in CSV by an apostrophe
before it, in XLSX because text is written as text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from django.utils import timezone

from commongrid.doors.desk.figures.tables import Table, Value
from commongrid.doors.look import spreadsheets

BOM = "\ufeff"
"""Without it Excel reads Chinese as Latin-1."""
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
ROWS_AT_ONCE = 500


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
    """The XLSX as an open file that vanishes when it is closed, with its title and notes on a sheet of their own."""
    return spreadsheets.xlsx_file(table.columns, table.rows, (table.title, *table.notes))


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
