"""How many of a hotline's texts could be placed, understood and given to somebody. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from commongrid.doors.exchange.hotline.reading import Message
from commongrid.doors.exchange.hotline.taking import Outcome


@dataclass
class Count:
    """How many of the messages were placed, understood and given to somebody."""

    rows: int = 0
    placed: int = 0
    with_matter: int = 0
    with_unit: int = 0
    one_town: int = 0
    one_town_placed: int = 0
    agree: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def add(self, message: Message, outcome: Outcome) -> None:
        self.rows += 1
        if outcome.refused:
            self.refused[outcome.refused] += 1
            return
        self.placed += bool(outcome.area)
        self.with_matter += outcome.matter is not None
        self.with_unit += outcome.unit is not None
        if len(message.towns) == 1:
            self.one_town += 1
            self.one_town_placed += bool(outcome.town)
            self.agree += message.towns[0] in outcome.town

    def as_json(self) -> dict[str, object]:
        return {
            "rows": self.rows,
            "received": self.rows - self.refused.total(),
            "refused": dict(self.refused),
            "placed": self.placed,
            "placed_share": _share(self.placed, self.rows),
            "with_matter": self.with_matter,
            "with_unit": self.with_unit,
            "one_town_named": self.one_town,
            "one_town_placed": self.one_town_placed,
            "agree": self.agree,
            "agreement": _share(self.agree, self.one_town),
        }

    def told(self) -> str:
        return (
            f"{self.rows:,} messages: {self.placed:,} placed ({_per_cent(self.placed, self.rows)}), "
            f"{self.with_matter:,} with a matter, {self.with_unit:,} with a unit, {self.refused.total():,} refused\n"
            f"{self.one_town:,} name exactly one town; we place {self.agree:,} of them there "
            f"({_per_cent(self.agree, self.one_town)})"
        )


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _per_cent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "none"
