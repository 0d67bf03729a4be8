"""What other rooms know of a place: each registers once when it is ready, and none is imported from here.

A witness tells plain values about one place and a day, never about a person: counts, days, yes or no.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

type Known = Mapping[str, int | date | None]
type Witness = Callable[[UUID, date], Known]

_WITNESSES: dict[str, Witness] = {}


def register(name: str, witness: Witness) -> None:
    """Called in a room's AppConfig.ready; the last one under a name counts."""
    _WITNESSES[name] = witness


def asked(premises_id: UUID, on: date) -> dict[str, int | date | None]:
    """Everything that is known of a place on a day, as "room.fact"."""
    return {
        f"{name}.{fact}": value
        for name, witness in sorted(_WITNESSES.items())
        for fact, value in witness(premises_id, on).items()
    }
