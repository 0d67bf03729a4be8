"""The words of privacy: what is kept how long, and what a look is worth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

LEAST_REASON = 4
"""Characters of a reason for looking: 核实地址 is one, a full stop is not."""

LOOKS_KEPT_DAYS = 1096
"""Three years: 政务数据共享条例 asks for a use log of at least three; the database itself refuses less."""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long a kind of personal data is kept.

    `days` count from when it was last needed; `expire(before)` erases what was last needed before that
    moment and returns how many rows it changed. None: it goes with the row it belongs to.
    """

    key: str
    days: int | None
    covers: tuple[str, ...]
    expire: Callable[[datetime, datetime], int] | None = None
