"""CSV tables of premises: read with the line each came from, written without formulas. What is in them is judged by `rules.py`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from commongrid.registry.places.terms import Fault
from commongrid.registry.premises.rules import plain_credit_code
from commongrid.registry.premises.terms import PremisesRow, fault, kind_word

NEEDED = ("code", "kind", "name", "division", "lon", "lat")
COLUMNS = (
    *NEEDED, "address", "floors", "rooms", "is_rental", "credit_code", "parent", "unit", "valid_from", "valid_until",
)  # fmt: skip
YES = {"yes": True, "是": True, "1": True, "no": False, "否": False, "0": False, "": False}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def read(text: str) -> tuple[list[PremisesRow], list[Fault]]:
    """Columns code, kind, name, division, lon, lat, and any of the others of COLUMNS; an empty cell is not known."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    return read_cells((reader.line_num, cells) for cells in reader)


def read_cells(table: Iterable[tuple[int, Sequence[str]]]) -> tuple[list[PremisesRow], list[Fault]]:
    """Numbered lines of texts, the first of them the names of the columns; empty lines are passed over."""
    lines = iter(table)
    _number, names = next(lines, (1, ()))
    missing = [name for name in NEEDED if name not in names]
    if missing:
        return [], [fault(1, "", "missing_columns", {"columns": ", ".join(missing)})]
    rows, faults = [], []
    for number, cells in lines:
        if not any(cells):
            continue
        line = _Line(number, {name: _cell(value) for name, value in zip(names, cells, strict=False) if name})
        if len(cells) > len(names):
            line.wrong("too_many_cells")
        row = line.row()
        faults += line.faults
        if row is not None:
            rows.append(row)
    return rows, faults


def _cell(value: str) -> str:
    """A cell as it was before `safe` kept a spreadsheet from running it."""
    text = value.strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


class _Line:
    """One line while it is read; what is wrong with its form is noted."""

    def __init__(self, number: int, cells: dict[str, str]) -> None:
        self.number, self.cells = number, cells
        self.faults: list[Fault] = []

    def row(self) -> PremisesRow | None:
        lon, lat = self._number("lon"), self._number("lat")
        rental = YES.get(self._said("is_rental").lower())
        if rental is None:
            self.wrong("not_yes_or_no", self._said("is_rental"), "is_rental")
        floors, rooms = self._count("floors"), self._count("rooms")
        since, until = self._day("valid_from"), self._day("valid_until")
        if lon is None or lat is None:
            self.wrong("bad_position")
        if self.faults or lon is None or lat is None:
            return None
        texts = {
            name: self._said(name)
            for name in ("code", "kind", "name", "division", "address", "parent", "unit")
        }
        texts["kind"] = kind_word(texts["kind"])
        return PremisesRow(
            **texts, lon=lon, lat=lat, floors=floors, rooms=rooms, is_rental=bool(rental),
            credit_code=plain_credit_code(self._said("credit_code")), valid_from=since, valid_until=until,
            line=self.number,
        )  # fmt: skip

    def wrong(self, key: str, text: str = "", column: str = "") -> None:
        facts = {"text": text, "column": column} if column else None
        self.faults.append(fault(self.number, self.cells.get("code", ""), key, facts))

    def _said(self, name: str) -> str:
        return self.cells.get(name, "")

    def _number(self, name: str) -> float | None:
        try:
            return float(self._said(name)) if self._said(name) else None
        except ValueError:
            self.wrong("not_a_number", self._said(name), name)
            return None

    def _count(self, name: str) -> int | None:
        text = self._said(name)
        if text and not (text.isascii() and text.isdigit()):
            self.wrong("not_a_number", text, name)
            return None
        return int(text) if text else None

    def _day(self, name: str) -> date | None:
        try:
            return date.fromisoformat(self._said(name)) if self._said(name) else None
        except ValueError:
            self.wrong("not_a_day", self._said(name), name)
            return None


def lines(rows: Iterable[Sequence[object]], columns: Sequence[str] = COLUMNS) -> Iterator[str]:
    """A CSV table line by line, so that a long one is never held whole; a spreadsheet runs nothing in it."""
    yield _line(columns)
    for row in rows:
        yield _line([safe(value) for value in row])


def safe(value: object) -> str:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text


def _line(row: Sequence[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(row)
    return out.getvalue()
