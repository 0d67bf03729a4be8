"""Words of notices: what is told, to whom, and by which channel it also leaves the house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from commongrid.base.verdicts import Why

KINDS = ("notices.hook_set",)
ABOUT_SIZE = 48


class Channel(StrEnum):
    """How a notice leaves the house, besides standing in the inbox."""

    EMAIL = "email"
    SMS = "sms"
    WEBHOOK = "webhook"


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell. `about`: "case:NUMBER" or "report:NUMBER"; `path`: the page that shows it.

    `key` says it once for each recipient, however often it is told. `persons`: residents with the channel
    that reaches them.
    """

    why: Why
    about: str
    path: str
    key: str
    at: datetime
    accounts: frozenset[int] = frozenset()
    persons: Mapping[UUID, Channel] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Happening:
    """What webhooks are told of: a journal kind, what it is about and when; `key` says it once for each hook."""

    kind: str
    about: str
    key: str
    at: datetime

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "about": self.about, "at": self.at.isoformat(), "id": self.key}


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a round of deliveries came to."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0
