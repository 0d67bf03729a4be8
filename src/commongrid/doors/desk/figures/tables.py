"""A table as it is shown, printed and taken away: names of columns and rows of plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

type Value = str | int | float | datetime | None


@dataclass(frozen=True, slots=True)
class Table:
    """`name` stands in addresses and file names; `rows` may be read once only, and may be without end."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[Value, ...]]
    notes: tuple[str, ...] = field(default=())
    """What a reader must know beside the numbers: place, period, moment, source."""
