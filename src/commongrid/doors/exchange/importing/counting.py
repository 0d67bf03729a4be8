"""What became of every row, and the file the rejected ones go to."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from commongrid.doors.exchange.importing.tables import Line
from commongrid.doors.exchange.importing.telling import Outcome

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass
class Count:
    """rows = imported + already there + rejected."""

    rows: int = 0
    imported: int = 0
    already_there: int = 0
    still_open: int = 0
    unlocated: int = 0
    rejected: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        self.imported += outcome.imported
        self.already_there += outcome.known
        self.still_open += outcome.still_open
        self.unlocated += outcome.unlocated
        self.rows += outcome.imported + outcome.known

    def reject(self, why: str) -> None:
        self.rows += 1
        self.rejected[why] += 1

    def as_json(self) -> dict[str, object]:
        return {
            "rows": self.rows, "imported": self.imported, "already_there": self.already_there,
            "rejected": self.rejected.total(), "reasons": dict(self.rejected), "still_open": self.still_open,
            "not_located": self.unlocated,
        }  # fmt: skip

    def told(self, rejects: Path) -> str:
        imported = f"{self.imported:,} imported ({self.still_open:,} still open, {self.unlocated:,} without a position)"
        rest = f"{self.already_there:,} already there, {self.rejected.total():,} rejected"
        lines = [f"{self.rows:,} rows: {imported}, {rest}"]
        lines += [f"  {times:,} {why}" for why, times in self.rejected.most_common(20)]
        return "\n".join([*lines, f"The rejected rows stand in {rejects}."] if self.rejected else lines)


class Rejects:
    """A CSV file of line, reason and the row itself; made with its first row, no cell of it is a formula."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self.path, self._columns = path, columns

    def __enter__(self) -> Self:
        self.path.unlink(missing_ok=True)
        self._file = self.path.open("w", encoding="utf-8", errors="backslashreplace", newline="")
        self._out = csv.writer(self._file)
        self._out.writerow(["line", "reason", *map(harmless, self._columns)])
        self._any = False
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None
    ) -> None:
        self._file.close()
        if not self._any:
            self.path.unlink()

    def add(self, line: Line, why: str) -> None:
        self._any = True
        row = [harmless(line.cells.get(name, "")) for name in self._columns]
        self._out.writerow([line.number, harmless(why), *row])


def harmless(cell: str) -> str:
    """A cell no spreadsheet takes for a formula; numbers stay numbers, NUL becomes visible."""
    cell = cell.replace("\x00", "\\0")
    if not cell.startswith(FORMULA):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"'{cell}"
    return cell
