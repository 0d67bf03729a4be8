"""The words of privacy: what is kept how long, and what a look is worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

LEAST_REASON = 4
"""Characters of a reason for looking: 核实地址 is one, a full stop is not."""

LOOKS_KEPT_DAYS = 1096
"""Three years: 政务数据共享条例 asks for a use log of at least three; the database itself refuses less."""


class Expire(Protocol):
    """An act that erases what was last needed before a moment and returns how many rows it changed."""

    def __call__(self, before: datetime, *, at: datetime) -> int: ...


@dataclass(frozen=True, slots=True)
class Retention:
    """How long a kind of personal data is kept.

    `days` count from when it was last needed; None: it goes with the row it belongs to. `covers` names the
    columns ("table.column") or tables.
    """

    key: str
    days: int | None
    covers: tuple[str, ...]
    expire: Expire | None = None
