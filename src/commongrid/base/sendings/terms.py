"""What is kept of something sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

KEPT = timedelta(days=60)
"""Longer than any device keeps what it could not send."""

OLDEST = timedelta(days=45)
"""What is said to have been captured earlier than this before it came is not believed."""


@dataclass(slots=True)
class Taken:
    """One sending while it is answered: `answer` of the first time, or None and `keep` is to be called."""

    answer: Mapping[str, Any] | None = None
    kept: Mapping[str, Any] | None = None

    def keep(self, answer: Mapping[str, Any]) -> None:
        """This is what was answered; whoever sends the same key again gets it too."""
        self.kept = answer
