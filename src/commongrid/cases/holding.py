"""Which centre held a case from when to when: folded from its journal, so that handing up and back can be read with its time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

HANDED = ("case.escalated", "case.delegated")
ENDED = ("case.check_passed", "case.voided", "case.merged", "case.settled")
BACK = "case.reopened"


class Told(Protocol):
    """What is read of an entry."""

    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def data(self) -> Mapping[str, Any]: ...
    @property
    def whys(self) -> Sequence[Mapping[str, Any]]: ...


@dataclass(frozen=True, slots=True)
class Held:
    """A centre had a case from `since` on, until `until` (None: it has it still); `why` and `went` say how it was given on."""

    centre_id: int
    since: datetime
    until: datetime | None = None
    went: str = ""
    why: str = ""

    def lasted(self, now: datetime) -> timedelta:
        return (self.until or now) - self.since


def held(entries: Iterable[Told], centre_id: int) -> tuple[Held, ...]:
    """Who held it, in order; `centre_id` is the centre it is at now. After its end nobody holds it, until it is reopened."""
    told = sorted(entries, key=lambda entry: entry.at)
    if not told:
        return ()
    first = next((int(one.data["from"]) for one in told if one.kind in HANDED), centre_id)
    found, now = [], Held(first, told[0].at)
    is_open = True
    for one in told:
        if one.kind in HANDED:
            went = "up" if one.kind == "case.escalated" else "down"
            found.append(Held(now.centre_id, now.since, one.at, went, _said(one)))
            now = Held(int(one.data["centre"]), one.at)
        elif one.kind in ENDED and is_open:
            found.append(Held(now.centre_id, now.since, one.at, "ended"))
            is_open = False
        elif one.kind == BACK and not is_open:
            now, is_open = Held(now.centre_id, one.at), True
    return (*found, now) if is_open else tuple(found)


def _said(entry: Told) -> str:
    """The words somebody gave as the reason."""
    said = (why["facts"].get("text", "") for why in entry.whys if why.get("key") == "said")
    return str(next(said, ""))
