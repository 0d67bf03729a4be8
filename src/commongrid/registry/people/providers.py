"""What other rooms know about a person: each registers once when it is ready, none is imported from here."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from uuid import UUID

from commongrid.base.verdicts import Why
from commongrid.registry.people.terms import Section


class Provider(Protocol):
    """A room that stores something about people."""

    key: str

    def data(self, person_id: UUID) -> Section:
        """Everything the room stores about this person, for their own eyes."""

    def holds(self, person_id: UUID, at: datetime) -> tuple[Why, ...]:
        """Why the law or an open case still needs the person's data; empty when nothing does."""

    def forget(self, person_id: UUID, at: datetime) -> int:
        """Erase what the room stores about the person and need not keep; how many rows it changed."""


_PROVIDERS: dict[str, Provider] = {}


def register(provider: Provider) -> None:
    """Called in a room's AppConfig.ready; the last one under a key counts."""
    _PROVIDERS[provider.key] = provider


def registered() -> tuple[Provider, ...]:
    return tuple(_PROVIDERS[key] for key in sorted(_PROVIDERS))
