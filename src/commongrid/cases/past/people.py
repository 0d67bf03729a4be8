"""Who acted and which unit had it, as a telling of the past needs them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from commongrid.base.access.terms import Actor
from commongrid.base.calendar.days import Calendar
from commongrid.base.journal.terms import text
from commongrid.base.verdicts import Why

type Reason = str | Sequence[Why]


@dataclass(frozen=True, slots=True)
class Party:
    """A unit, with the calendar its hours make."""

    pk: int
    name_zh: str
    calendar: Calendar
    level: str = ""
    is_last_resort: bool = False


@dataclass(frozen=True, slots=True)
class Teller:
    """An actor, with what the journal keeps of them as text; made once, used by many entries."""

    told: str
    snapshot: dict[str, Any]
    kind: str
    name: str
    account_id: int | None
    person_id: str | None
    unit_id: int | None
    unit_name: str


def teller(actor: Actor) -> Teller:
    return Teller(
        told=text(actor.snapshot()),
        snapshot=actor.snapshot(),
        kind=actor.kind,
        name=actor.name,
        account_id=actor.account_id,
        person_id=actor.person_id,
        unit_id=actor.unit_id,
        unit_name=actor.unit_name,
    )


def whys(why: Reason) -> str:
    """Free words of a person, or the whys of a rule, as the journal keeps them."""
    return _said(why) if isinstance(why, str) else text([reason.as_json() for reason in why])


@lru_cache(maxsize=4096)
def _said(words: str) -> str:
    return text([Why("said", {"text": words.strip()}).as_json()] if words.strip() else [])
