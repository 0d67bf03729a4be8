"""The half hour from application to delivery: as it runs, and as it was measured. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

PROMISE = timedelta(minutes=30)


"""From the joint application to the ruling in everybody's hands: our promise, beside the limits of the law."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The half hour as it runs, or as it was: whole seconds, and whether it was kept."""

    seconds: int
    runs: bool
    is_kept: bool

    @property
    def minutes(self) -> int:
        return self.seconds // 60

    @property
    def left(self) -> int:
        """Minutes that are left, rounded up; 0 when it is over."""
        return max(0, -(-(int(PROMISE.total_seconds()) - self.seconds) // 60))


def clock(applied_at: datetime, delivered_at: datetime | None, now: datetime) -> Clock:
    """From application to delivery to the last party; while nobody has delivered, until now."""
    spent = max((delivered_at or now) - applied_at, timedelta())
    return Clock(int(spent.total_seconds()), delivered_at is None, spent <= PROMISE)


@dataclass(frozen=True, slots=True)
class Spread:
    """How long it took: how many, the median and the ninth decile in minutes, and how many kept the half hour."""

    many: int
    median: int
    ninth: int
    kept: int

    @property
    def share(self) -> int:
        """Of a hundred."""
        return round(100 * self.kept / self.many) if self.many else 0


def spread(seconds: Sequence[int]) -> Spread:
    """Of spans in ascending order; nearest rank, minutes rounded up so that nothing looks quicker than it was."""
    if not seconds:
        return Spread(0, 0, 0, 0)
    kept = sum(one <= PROMISE.total_seconds() for one in seconds)
    return Spread(len(seconds), _rank(seconds, 50), _rank(seconds, 90), kept)


def _rank(seconds: Sequence[int], percent: int) -> int:
    nth = max(1, -(-len(seconds) * percent // 100))
    return -(-seconds[nth - 1] // 60)
