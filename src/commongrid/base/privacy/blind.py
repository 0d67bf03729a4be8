"""Finding an encrypted value again without being able to read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from commongrid.base.privacy import keys


@dataclass(frozen=True, slots=True)
class BlindIndex:
    """HMAC-SHA256 of the value in its one written form, under a key of its own and the column's label.

    The label keeps two columns from being matched with each other; `normalise` makes "+86 138 …" and
    "138…" the same person.
    """

    label: str
    normalise: Callable[[str], str]

    def of(self, value: str) -> bytes:
        """32 bytes to store in a unique column or to look up by."""
        return keys.digest(f"{self.label}\0{self.normalise(value)}")
