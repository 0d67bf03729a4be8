"""Sums by hand: every mark is asked for each area, day and key it counts in, without the figures' own SQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from tests.insight.figures.brute import Mark


def sums(every: Iterable[Mark]) -> Counter[tuple[str, str, str, date, str, str]]:
    """(cut, area, grain, starts_on, key, measure) → how many."""
    total: Counter[tuple[str, str, str, date, str, str]] = Counter()
    for mark in every:
        keys = {"total": "", "matter": mark.matter, "unit": mark.unit, "channel": mark.channel}
        digits = {"total": [0, 4, 6, 9, 12], "matter": [0, 4, 9], "unit": [0, 9], "channel": [0, 4, 9]}
        for cut, key in keys.items():
            for size in digits[cut]:
                is_city = size == 6 and mark.area[4:6] == "00"
                if key is None or size > len(mark.area) or is_city:
                    continue
                for grain, on in (("day", mark.day), ("month", mark.day.replace(day=1))):
                    total[cut, mark.area[:size], grain, on, str(key), mark.measure] += 1
    return total
