"""XLSX tables of premises: the first sheet, read as the CSV of the same cells would be."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, ZipError

from commongrid.registry.places.terms import Fault
from commongrid.registry.premises import tables
from commongrid.registry.premises.terms import PremisesRow, fault

UNPACKED = 120 * 1024 * 1024
"""So large may its parts be when unpacked: a small file can be made to fill the memory."""
SIGNATURE = b"PK"
"""What every XLSX begins with, for it is a ZIP archive."""

type Cell = float | int | str | bool | time | date | datetime | timedelta


def read(data: bytes) -> tuple[list[PremisesRow], list[Fault]]:
    """The rows of the first sheet with their numbers, and what is wrong; a file that is no such table is one fault."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            size = sum(part.file_size for part in parts.infolist())
        if size > UNPACKED:
            return [], [fault(0, "", "sheet_too_large", {"most": UNPACKED // 1024**2})]
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return tables.read_cells(_lines(book.get_sheet_by_index(0).to_python(skip_empty_area=False)))
    except (zipfile.BadZipFile, CalamineError, PasswordError, ZipError, IndexError):
        return [], [fault(0, "", "not_a_sheet")]


def _lines(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[int, list[str]]]:
    """Each row as texts, without the empty cells at its end."""
    for number, row in enumerate(rows, 1):
        cells = [_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        yield number, cells


def _text(cell: Cell) -> str:
    """A cell as it would stand in a CSV: whole numbers without a point, days as 2026-03-02, yes and no."""
    match cell:
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case _:
            return str(cell)
