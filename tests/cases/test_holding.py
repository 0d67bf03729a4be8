"""Which centre held a case how long: handed up, handed back, ended and reopened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from commongrid.cases import holding

SAID = {"key": "said", "facts": {"text": "超出职权"}}
START = datetime(2026, 3, 2, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    kind: str
    hours: float
    data: dict[str, Any]
    whys: tuple[dict[str, Any], ...] = ()

    @property
    def at(self) -> datetime:
        return START + timedelta(hours=self.hours)


def handed(kind: str, hours: float, old: int, new: int) -> Told:
    return Told(f"case.{kind}", hours, {"from": old, "centre": new}, (SAID,))


def test_each_centre_has_its_time_and_why_it_went_on() -> None:
    told = [
        Told("case.opened", 0, {}),
        handed("escalated", 2, 3, 2),
        handed("delegated", 5, 2, 3),
        Told("case.check_passed", 9, {}),
        Told("case.reopened", 20, {}),
    ]
    found = holding.held(told, 3)
    assert [(one.centre_id, one.went) for one in found] == [(3, "up"), (2, "down"), (3, "ended"), (3, "")]
    now = START + timedelta(hours=24)
    assert [one.lasted(now) / timedelta(hours=1) for one in found] == [2, 3, 4, 4]
    assert found[0].why == "超出职权"


def test_what_was_never_handed_on_is_held_by_one() -> None:
    found = holding.held([Told("case.opened", 0, {})], 7)
    assert [(one.centre_id, one.until) for one in found] == [(7, None)]
    assert holding.held([], 7) == ()
