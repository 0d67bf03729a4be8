"""The case itself as it is told: its columns, its entries so far, and what stands beside it. Pure."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from commongrid.base.calendar.days import Calendar
from commongrid.base.journal.terms import Recorded
from commongrid.base.verdicts import Refused
from commongrid.cases import clocks, rules
from commongrid.cases.beginnings import Opening, told
from commongrid.cases.clocks.effects import EFFECTS
from commongrid.cases.lifecycle import ACTS, OPENING, SETTLING, Act, decide
from commongrid.cases.past.people import Party, Reason, Teller, whys
from commongrid.cases.terms import Status

type Told = tuple[str, datetime, Teller, dict[str, Any], str]
"""Kind, moment, who, data, and the whys as text."""


class Past:
    """One case on its way, under construction. Names are those of `models.Case`; `due_at` is the running deadline."""

    __slots__ = (
        "assignments", "calendar", "centre_id", "clock", "closed_at", "comments", "done_at", "entries", "handler_id", "id",
        "lead", "moved_at", "on_time", "opened_at", "opening", "paused_until", "ratings", "redos", "reporters", "requests",
        "reworks", "round", "sampling", "satisfied", "send_backs", "sent_back_times", "settled", "status", "supervision",
        "supervisions", "unit_ids", "urges",
    )  # fmt: skip

    def __init__(self, opening: Opening[Any], case_id: UUID, at: datetime, office: Calendar) -> None:
        self.id, self.opening, self.calendar = case_id, opening, office
        self.status, self.round = Status.WAITING, 1
        self.opened_at = self.moved_at = at
        self.done_at: datetime | None = None
        self.closed_at: datetime | None = None
        self.paused_until: datetime | None = None
        self.on_time: bool | None = None
        self.satisfied: bool | None = None
        self.centre_id: int = opening.centre.pk
        self.lead: Party | None = None
        self.unit_ids: list[int] = []
        self.handler_id: int | None = None
        self.reporters, self.settled, self.supervision = opening.reporters, False, ""
        self.send_backs = self.sent_back_times = self.reworks = self.redos = self.urges = 0
        self.sampling: tuple[int, float] | None = None
        self.clock = clocks.EMPTY
        self.entries: list[Told] = []
        self.assignments: list[dict[str, Any]] = []
        self.requests: list[dict[str, Any]] = []
        self.supervisions: list[dict[str, Any]] = []
        self.comments: list[dict[str, Any]] = []
        self.ratings: list[dict[str, Any]] = []

    @property
    def due_at(self) -> datetime | None:
        now = clocks.running(self.clock)
        return now.due_at if now and now.held_since is None else None

    @property
    def lead_id(self) -> int | None:
        return self.lead.pk if self.lead else None


def open_case(
    opening: Opening[Any], case_id: UUID, *, office: Calendar, by: Teller, at: datetime, why: Reason = ()
) -> Past:
    """立案: the dispatch clock starts. `office`: the calendar while no unit has the case."""
    case = Past(opening, case_id, at, office)
    data = {"limits": _limits(opening), "fixed": opening.fixed, **told(opening)}
    return _begin(case, OPENING, data, by=by, at=at, why=why)


def settle(
    opening: Opening[Any],
    unit: Party,
    case_id: UUID,
    *,
    office: Calendar,
    by: Teller,
    at: datetime,
    why: Reason = (),
) -> Past:
    """当场办结: found, fixed and shown in one act."""
    case = Past(opening, case_id, at, office)
    case.status, case.settled, case.on_time = Status.CLOSED, True, True
    case.done_at = case.closed_at = at
    case.lead, case.handler_id, case.unit_ids = unit, by.account_id, [unit.pk]
    data = {
        "unit": unit.pk,
        "unit_name": unit.name_zh,
        "unit_level": unit.level,
        "limits": _limits(opening),
        **told(opening),
    }
    return _begin(case, SETTLING, data, by=by, at=at, why=why)


def _limits(opening: Opening[Any]) -> dict[str, Any]:
    """Rows never change, so the limits of each are written out once."""
    row = opening.row
    if row is None or not row.id:
        return rules.limits_of(row)
    if row.id not in _limits_of_rows:
        _limits_of_rows[row.id] = rules.limits_of(row)
    return _limits_of_rows[row.id]


_limits_of_rows: dict[int, dict[str, Any]] = {}


def _begin(case: Past, act: Act, data: dict[str, Any], *, by: Teller, at: datetime, why: Reason) -> Past:
    case.clock = clocks.advance(case.clock, case.calendar, clocks.Step(act.kind, at, data))
    case.entries.append((act.kind, at, by, data | clocks.told_deadline(case.clock), whys(why)))
    return case


def record(
    case: Past, name: str, data: dict[str, Any], *, by: Teller, at: datetime, why: Reason = ()
) -> None:
    """One act more; raises Refused for what the table or the order of time does not allow."""
    act = ACTS[name]
    if case.status not in act.sources:
        reason = decide(act, case.status).why[0]
        raise Refused(reason.key, **reason.facts)
    if at < case.moved_at:
        raise Refused("cases.earlier_than_last", at=at.isoformat(), last=case.moved_at.isoformat())
    case.status = act.target or case.status
    case.moved_at = at
    if act.kind in EFFECTS:
        calendar = case.lead.calendar if case.lead else case.calendar
        case.clock = clocks.advance(case.clock, calendar, clocks.Step(act.kind, at, data))
        data |= clocks.told_deadline(case.clock)
    case.entries.append((act.kind, at, by, data, whys(why)))


def end_parts(case: Past, why: str, at: datetime) -> None:
    """Every part that still runs has ended."""
    for part in case.assignments:
        if part["ended_at"] is None:
            part["ended_at"], part["ended_why"] = at, why


def part_of(case: Past, unit_id: int | None) -> dict[str, Any]:
    """The running part of a unit."""
    running = [one for one in case.assignments if one["unit"] == unit_id and one["ended_at"] is None]
    return running[0] if running else {}


def recorded(case: Past) -> list[Recorded]:
    """Its entries as a reader would get them, once it has its number; what PostgreSQL numbers is 0."""
    subject = str(case.id)
    return [
        Recorded(0, 0, 0, kind, "case", subject, seq, at, at, by.snapshot, data, _read(whys))
        for seq, (kind, at, by, data, whys) in enumerate(case.entries, 1)
    ]


@lru_cache(maxsize=4096)
def _read(whys: str) -> tuple[Any, ...]:
    """The same few reasons come again and again."""
    return tuple(json.loads(whys))
