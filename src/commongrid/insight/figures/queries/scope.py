"""Which sums answer a question, or whether facts have to be counted: the finest cuts keep none of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commongrid.insight.figures.measures import COLUMNS
from commongrid.insight.figures.terms import Cut

END = "~"
"""Stands after every digit, so that everything within "4419" lies between "4419" and "4419~"."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Within an area, of a cut, of one key or of all of them; `by`: what the answers are told apart by.

    `by` "area" gives the divisions within that have `digits` digits; "key" every matter, unit or channel.
    """

    area: str = ""
    cut: Cut = Cut.TOTAL
    key: str = ""
    by: str = ""
    digits: int = 0

    def __post_init__(self) -> None:
        is_all_keys = self.by == "key"
        if len(self.area) not in (0, 2, 4, 6, 9, 12) or not (self.area or "0").isdigit():
            raise ValueError(f"{self.area!r} is no division's code")
        if (self.cut is Cut.TOTAL) != (self.key == "" and not is_all_keys):
            raise ValueError(f"the cut {self.cut} does not go with the key {self.key!r}")

    @property
    def place(self) -> str:
        """The area as sums know it: a city without counties has no six digits of its own."""
        return self.area[:4] if self.area[4:] == "00" else self.area

    def level(self, levels: Mapping[Cut, Sequence[int]]) -> int | None:
        """How many digits the sums have that answer this; None when facts have to be counted."""
        kept = levels.get(self.cut, ())
        wanted = self.digits if self.by == "area" else len(self.place)
        return next((level for level in sorted(kept) if level >= wanted), None)

    def in_sums(self, level: int) -> tuple[str, list[Any]]:
        """The condition on the key of a sum, after its cut, grain and day."""
        here: list[str] = []
        params: list[Any] = []
        is_exact = level == len(self.place) and self.by != "area"
        if is_exact:
            here, params = ["area = %s"], [self.place]
        elif self.place:
            here, params = ["area >= %s and area < %s"], [self.place, self.place + END]
        if not is_exact:
            here, params = [*here, "length(area) = %s"], [*params, level]
        if self.key:
            here, params = [*here, "key = %s"], [*params, self.key]
        return " and ".join(here), params

    def in_facts(self) -> tuple[str, list[Any]]:
        """The same condition on a fact (indexes figures_*_area_*, figures_turn_unit_*, figures_turn_matter_*)."""
        here, params = [], []
        if len(self.place) == 12:
            here, params = ["area = %s"], [self.place]
        elif self.place:
            here, params = ["area >= %s and area < %s"], [self.place, self.place + END]
        if self.cut in COLUMNS and self.key:
            here, params = [*here, f"{COLUMNS[self.cut]} = %s"], [*params, self.key]
        if self.cut in COLUMNS and not self.key:
            here = [*here, f"{COLUMNS[self.cut]} is not null"]
        return " and ".join(here or ["true"]), params

    def told(self, *, facts: bool) -> str:
        """The expression answers are told apart by."""
        if self.by == "area":
            return f"left(area, {self.digits:d})"
        if self.by == "key":
            return f"{COLUMNS[self.cut]}::text" if facts else "key"
        return "''"
