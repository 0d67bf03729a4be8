"""Texts of a hotline come in as reports by the 12345 channel: placed by the names in them, with a matter and a unit."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from commongrid.base.access.terms import SYSTEM
from commongrid.base.verdicts import Refused
from commongrid.cases.models import Case
from commongrid.doors.exchange import forking
from commongrid.intake import acts, rules, suggestion
from commongrid.intake.terms import Channel
from commongrid.registry.matters import queries as matters
from commongrid.registry.places import queries as places
from commongrid.work.dispatch import queries as dispatch

COLUMNS = ("case_no", "month", "title", "text", "towns_mentioned")
TOWN = 9
"""Digits of a town's code."""
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was made of a message: area code ("" unknown), its town's names, matter and unit (None: nobody could say)."""

    area: str
    town: tuple[str, ...]
    matter: str | None
    unit: int | None
    refused: str = ""


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


def take_in_all(messages: list[Message], processes: int) -> Iterator[tuple[Message, Outcome]]:
    """Every message with what was made of it, several at once."""
    return forking.each(_taken, messages, None, processes, chunk=8)


def _taken(_nothing: None, message: Message) -> tuple[Message, Outcome]:
    return message, take_in(message)


def take_in(message: Message) -> Outcome:
    """Place it, suggest a matter, ask dispatch for a unit, and receive it; the same number again receives nothing."""
    words = message.words[: rules.MOST_WORDS]
    area = places.locate_text(words).code or ""
    found = suggestion.suggest(words).answer
    told = {"matters": [{"code": one.code, "confidence": round(one.confidence, 3)} for one in found]}
    unit = _unit(area, found[0].code, message.at) if area and found else None
    draft = acts.Draft(
        channel=Channel.HOTLINE,
        key=f"message-{message.number}",
        words=words,
        area=area,
        suggestion={**told, "unit": unit} if found else {},
    )
    town = _names(area[:TOWN]) if len(area) >= TOWN else ()
    try:
        acts.receive(draft, by=SYSTEM, at=message.at)
    except Refused as refused:
        return Outcome(area, town, None, None, refused.why.key)
    return Outcome(area, town, found[0].code if found else None, unit)


def _unit(area: str, code: str, at: datetime) -> int | None:
    """Whom dispatch would propose if this were opened as a case here."""
    item = matters.edition(code)
    thought = Case(
        matter_id=item.matter_id, edition_id=item.edition_id, row_id=item.rows[0].id, area=area, opened_at=at
    )
    return dispatch.who_handles(thought, at).answer.unit_id


def _names(code: str) -> tuple[str, ...]:
    """The full and the short name of a town: a file may write either."""
    division = places.division(code)
    return (division.name, division.short) if division else ()


@dataclass
class Count:
    """How many of the messages were placed, understood and given to somebody."""

    rows: int = 0
    placed: int = 0
    with_matter: int = 0
    with_unit: int = 0
    one_town: int = 0
    one_town_placed: int = 0
    agree: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def add(self, message: Message, outcome: Outcome) -> None:
        self.rows += 1
        if outcome.refused:
            self.refused[outcome.refused] += 1
            return
        self.placed += bool(outcome.area)
        self.with_matter += outcome.matter is not None
        self.with_unit += outcome.unit is not None
        if len(message.towns) == 1:
            self.one_town += 1
            self.one_town_placed += bool(outcome.town)
            self.agree += message.towns[0] in outcome.town

    def as_json(self) -> dict[str, object]:
        return {
            "rows": self.rows,
            "received": self.rows - self.refused.total(),
            "refused": dict(self.refused),
            "placed": self.placed,
            "placed_share": _share(self.placed, self.rows),
            "with_matter": self.with_matter,
            "with_unit": self.with_unit,
            "one_town_named": self.one_town,
            "one_town_placed": self.one_town_placed,
            "agree": self.agree,
            "agreement": _share(self.agree, self.one_town),
        }

    def told(self) -> str:
        return (
            f"{self.rows:,} messages: {self.placed:,} placed ({_per_cent(self.placed, self.rows)}), "
            f"{self.with_matter:,} with a matter, {self.with_unit:,} with a unit, {self.refused.total():,} refused\n"
            f"{self.one_town:,} name exactly one town; we place {self.agree:,} of them there "
            f"({_per_cent(self.agree, self.one_town)})"
        )


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _per_cent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "none"
