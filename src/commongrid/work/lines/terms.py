"""Words of direct lines: how a line reaches us, what a ticket tells, what is sent back, and journal kinds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from commongrid.base.verdicts import Why

KINDS = ("lines.line_set", "lines.tried_again")
REFUSED_KEPT_DAYS = 180
CALLS_KEPT = timedelta(days=7)
"""So long a key of theirs is remembered with what it was answered."""
MOST_TRIES = 60
LONGEST_WAIT = timedelta(hours=6)


class Adapter(StrEnum):
    """How tickets of a line reach us, and how answers go back."""

    FOLDER = "folder"
    PUSH = "push"
    PULL = "pull"
    MAILBOX = "mailbox"


class ReceiptKind(StrEnum):
    ACCEPTED = "accepted"
    REFUSED = "refused"
    RESULT = "result"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Told:
    """One ticket of theirs as plain values. `fault`: why it can be no report; `raw`: as it came."""

    their_id: str
    raw: str
    words: str = ""
    address: str = ""
    area: str = ""
    lon: float | None = None
    lat: float | None = None
    phone: str = ""
    email: str = ""
    matter: str = ""
    captured_at: datetime | None = None
    fault: Why | None = None
    photos: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """A line as somebody sets it; `options` belong to its adapter, `map` is how its tickets are to be read."""

    code: str
    name: str
    name_en: str
    channel: str
    adapter: str
    options: Mapping[str, Any] = field(default_factory=dict)
    map: Mapping[str, Any] = field(default_factory=dict)
    answer_days: int | None = None
    answer_rule: str = ""
    answer_source: str = ""
    joins: bool = False
    active: bool = True


@dataclass(frozen=True, slots=True)
class Ground:
    """Stands for a line when a grant is asked: lines serve the whole city."""

    area: str
    centre_id: int | None = None
