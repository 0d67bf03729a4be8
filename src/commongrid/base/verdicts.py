"""What every rule answers with: the answer and the reasons for it.

A reason is a key and facts, never a finished sentence, so that it can be stored once
and told to each reader in their own language (`doors/look/sentences.py` holds the words).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

type Fact = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Why:
    """One reason: `key` names the sentence, `facts` fill it (plain JSON values)."""

    key: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {"key": self.key, "facts": dict(self.facts)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Why:
        return cls(str(stored["key"]), dict(stored.get("facts", {})))


@dataclass(frozen=True, slots=True)
class Verdict[T]:
    """The answer of a rule and why; the why is stored and shown."""

    answer: T
    why: tuple[Why, ...] = ()


class Refused(Exception):
    """An act that is not allowed. Nothing was changed. `why` says what to tell the person."""

    def __init__(self, key: str, **facts: Fact) -> None:
        super().__init__(key)
        self.why = Why(key, facts)


class NotAllowed(Refused):
    """The actor lacks the grant for this act on this thing (HTTP 403)."""


class Outrun(Refused):
    """Somebody else acted first; `facts` name who and what (HTTP 409)."""
