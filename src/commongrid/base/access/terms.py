"""Who acts, and what a grant is: plain frozen values that rules can reason about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

KINDS = (
    "access.account_invited",
    "access.password_renewed",
    "access.password_chosen",
    "access.account_opened",
    "access.account_shut",
)

type ActorKind = Literal["staff", "resident", "system"]


@dataclass(frozen=True, slots=True)
class Prefix:
    """The thing's `field` starts with `value` (division and grid codes: "within")."""

    field: str
    value: str

    def holds(self, thing: Any) -> bool:
        return str(getattr(thing, self.field) or "").startswith(self.value)


@dataclass(frozen=True, slots=True)
class Is:
    """The thing's `field` equals `value`; None never matches."""

    field: str
    value: Any

    def holds(self, thing: Any) -> bool:
        return self.value is not None and bool(getattr(thing, self.field) == self.value)


@dataclass(frozen=True, slots=True)
class Has:
    """The thing's array `field` contains `value`."""

    field: str
    value: Any

    def holds(self, thing: Any) -> bool:
        return self.value is not None and self.value in (getattr(thing, self.field) or ())


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the conditions; with none, nobody."""

    conditions: tuple[Condition, ...] = ()

    def holds(self, thing: Any) -> bool:
        return any(condition.holds(thing) for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of the conditions; with none, everything."""

    conditions: tuple[Condition, ...] = ()

    def holds(self, thing: Any) -> bool:
        return all(condition.holds(thing) for condition in self.conditions)


type Condition = Prefix | Is | Has | AnyOf | AllOf
EVERYTHING = AllOf()


@dataclass(frozen=True, slots=True)
class Grant:
    """The holder may use `ability` on whatever meets `reach`."""

    ability: str
    reach: Condition


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which post. A snapshot of it is written into every journal entry.

    A resident has `person_id` and no name here: names of residents never enter the journal. `captured_at` is when
    that what is sent was seen, where it waited on a device without signal; None where acting and sending were one.
    """

    kind: ActorKind
    name: str = ""
    account_id: int | None = None
    post_id: int | None = None
    role: str = ""
    unit_id: int | None = None
    unit_name: str = ""
    area: str = ""
    person_id: str | None = None
    grants: tuple[Grant, ...] = ()
    captured_at: datetime | None = None

    def snapshot(self) -> dict[str, Any]:
        """The actor as the journal keeps it: ids and names as they were."""
        kept = {
            "kind": self.kind,
            "name": self.name,
            "account": self.account_id,
            "post": self.post_id,
            "role": self.role,
            "unit": self.unit_id,
            "unit_name": self.unit_name,
            "person": self.person_id,
            "captured_at": self.captured_at.isoformat() if self.captured_at else None,
        }
        return {key: value for key, value in kept.items() if value not in ("", None)}

    def for_the_unit(self) -> Actor:
        """The same without who it was: for entries that would otherwise tell for ever where somebody was on a day."""
        return replace(self, name="", account_id=None, post_id=None)


SYSTEM = Actor(kind="system", role="system", grants=())
