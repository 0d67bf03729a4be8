"""Readers: each hears every entry exactly once, in commit order, behind the loop (`acts.drain` runs them).

A reader's cursor moves in the same transaction as its effect. When the process dies in between, both are undone
together and the next one reads the same entries again. Two processes never run one reader at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from commongrid.base.journal.terms import Recorded

type Listener = Callable[[Recorded], None]
type Together = Callable[[Sequence[Recorded]], None]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who hears what, within the reader's transaction.

    `listeners`: kind → listeners, called entry by entry. `together`: called once a batch with all entries of
    `kinds_together`, for effects that cost less in bulk.
    """

    name: str
    listeners: Mapping[str, Sequence[Listener]] = field(default_factory=dict)
    batch: int = 200
    kinds_together: frozenset[str] = frozenset()
    together: Together | None = None

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(self.listeners) | self.kinds_together

    def hear(self, entries: Sequence[Recorded]) -> None:
        for entry in entries:
            for listener in self.listeners.get(entry.kind, ()):
                listener(entry)
        told = [entry for entry in entries if entry.kind in self.kinds_together]
        if told and self.together:
            self.together(told)
