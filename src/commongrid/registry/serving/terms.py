"""Who serves a piece of land, as plain values; kinds of nets; journal kinds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from commongrid.registry.units.terms import Role

KINDS = ("serving.card_shown", "serving.card_withdrawn", "serving.net_imported")

ROLES = (Role.GRID_LEADER, Role.GRID_WORKER, Role.INFORMANT, Role.CAPTAIN)
"""Who serves a grid, in the order a page names them."""
CARRIES_CARD = (Role.GRID_LEADER, Role.GRID_WORKER)


class Presence(StrEnum):
    """How somebody can be reached now; `held` is the post alone: no roster says more."""

    ON_DUTY = "on_duty"
    STANDBY = "standby"
    HELD = "held"
    AWAY = "away"


class NetKind(StrEnum):
    """Other nets that lie over the same grids."""

    FOREST = "forest"
    RIVER = "river"
    OTHER = "other"


def owner_of(portrait: UUID) -> str:
    """Whose the photo of a card is, as base/files knows it."""
    return f"portrait:{portrait}"


@dataclass(frozen=True, slots=True)
class Held:
    """A post as the rule needs it: who, in which role, for which area."""

    post_id: int
    role: str
    area: str


@dataclass(frozen=True, slots=True)
class Serving:
    """One who serves: `away_until` while away, `covers` when they stand in for somebody who is."""

    post_id: int
    presence: Presence
    away_until: datetime | None = None
    covers: bool = False
