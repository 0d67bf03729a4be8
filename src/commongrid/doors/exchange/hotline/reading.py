"""A file of hotline texts as plain values."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

COLUMNS = ("case_no", "month", "title", "text", "towns_mentioned")
A_MONTH = 28 * 9 * 60
"""Working minutes the messages of a month are spread over: the file knows no day."""


class ColumnsMissingError(Exception):
    """Names the columns the file should have."""


@dataclass(frozen=True, slots=True)
class Message:
    number: str
    at: datetime
    title: str
    text: str
    towns: tuple[str, ...]

    @property
    def words(self) -> str:
        return f"{self.title}\n{self.text}".strip()


def read(path: Path) -> list[Message]:
    """Every message in order. Raises ColumnsMissingError, OSError, UnicodeError, ValueError for a month that is none."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(file)
        missing = [name for name in COLUMNS if name not in (table.fieldnames or ())]
        if missing:
            raise ColumnsMissingError(", ".join(missing))
        return list(_messages(table))


def _messages(table: Iterator[dict[str, str]] | csv.DictReader[str]) -> Iterator[Message]:
    met: Counter[str] = Counter()
    for row in table:
        month = row["month"].strip()
        begun = timezone.make_aware(datetime.strptime(month, "%Y%m"))  # noqa: DTZ007 (made aware at once)
        days, minutes = divmod((met[month] * 37) % A_MONTH, 9 * 60)
        met[month] += 1
        yield Message(
            number=row["case_no"].strip(),
            at=begun + timedelta(days=days, hours=9, minutes=minutes),
            title=row["title"].strip(),
            text=row["text"].strip(),
            towns=tuple(
                filter(None, (town.strip() for town in row["towns_mentioned"].replace("|", ";").split(";")))
            ),
        )
