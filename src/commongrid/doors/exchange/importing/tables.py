"""Rows of a CSV or Parquet file as plain texts, with their line; whatever is wrong with one stands in its place."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

LONGEST = 20_000
"""Signs of one cell; more is no field of a case."""
AT_ONCE = 5_000


class Line(NamedTuple):
    """`fault`: why the row cannot be read at all, in plain words."""

    number: int
    cells: Mapping[str, str]
    fault: str = ""


def is_parquet(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def columns(path: Path, encoding: str) -> list[str]:
    """The file's columns. Raises OSError, ValueError."""
    if is_parquet(path):
        import pyarrow.parquet as pq

        return [str(name) for name in pq.read_schema(path).names]
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as file:
        return next(csv.reader(file), [])


def rows_about(path: Path) -> int:
    """How many rows there are, for the progress bar: exact for Parquet, lines for CSV."""
    if is_parquet(path):
        import pyarrow.parquet as pq

        return int(pq.read_metadata(path).num_rows)
    with path.open("rb") as file:
        return max(sum(piece.count(b"\n") for piece in iter(lambda: file.read(1 << 20), b"")) - 1, 0)


def read(path: Path, encoding: str) -> Iterator[Line]:
    """Every row in order. Raises OSError, ValueError for a file that is neither CSV nor Parquet."""
    yield from _parquet(path) if is_parquet(path) else _csv(path, encoding)


def _csv(path: Path, encoding: str) -> Iterator[Line]:
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as file:
        table = csv.reader(file)
        names = next(table, [])
        while True:
            try:
                cells = next(table)
            except StopIteration:
                return
            except csv.Error as fault:
                yield Line(table.line_num, {}, f"the line cannot be read: {fault}")
                continue
            if cells:
                yield _line(table.line_num, names, cells)


def _line(number: int, names: list[str], cells: list[str]) -> Line:
    told = dict(zip(names, cells, strict=False))
    if len(cells) != len(names):
        return Line(number, told, f"{len(cells)} cells where the heading has {len(names)}")
    return Line(number, told, _fault(told))


def _fault(told: Mapping[str, str]) -> str:
    for name, cell in told.items():
        if "\x00" in cell:
            return f"a NUL sign in {name}"
        if len(cell) > LONGEST:
            return f"{len(cell):,} signs in {name}"
        if not cell.isascii() and not _is_text(cell):
            return f"{name} is not in the encoding the map names"
    return ""


def _is_text(cell: str) -> bool:
    try:
        cell.encode()
    except UnicodeEncodeError:
        return False
    return True


def _parquet(path: Path) -> Iterator[Line]:
    import pyarrow.parquet as pq

    number = 0
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(AT_ONCE):
            for row in batch.to_pylist():
                number += 1
                told = {str(name): _text(value) for name, value in row.items()}
                yield Line(number, told, _fault(told))


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat(" ") if hasattr(value, "isoformat") else str(value)
