"""Texts of a hotline come in as reports by the 12345 channel: placed by the names in them, with a matter and a unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from commongrid.base.access.terms import SYSTEM
from commongrid.base.verdicts import Refused
from commongrid.cases.models import Case
from commongrid.doors.exchange import forking
from commongrid.doors.exchange.hotline.reading import Message
from commongrid.intake import acts, rules, suggestion
from commongrid.intake.terms import Channel
from commongrid.registry.matters import queries as matters
from commongrid.registry.places import queries as places
from commongrid.work.dispatch import queries as dispatch

TOWN = 9
"""Digits of a town's code."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was made of a message: area code ("" unknown), its town's names, matter and unit (None: nobody could say)."""

    area: str
    town: tuple[str, ...]
    matter: str | None
    unit: int | None
    refused: str = ""


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
