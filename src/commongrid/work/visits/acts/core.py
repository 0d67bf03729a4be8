"""What every act of a visiting day shares: who may, the table, one statement with its entry, until when an answer is owed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.calendar import queries as calendars
from commongrid.base.calendar import rules as calendar_rules
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Write
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun, Refused, Verdict
from commongrid.registry.packs import queries as packs
from commongrid.work.visits.lifecycle import ACTS, ANYBODY, Act, decide
from commongrid.work.visits.models import Day, Matter
from commongrid.work.visits.terms import DAY, MATTER, State


def check(day: Day, name: str, *, by: Actor) -> Act:
    """Refuse, and say why, what the right or the table does not allow."""
    act = ACTS[name]
    if act.ability != ANYBODY:
        require(by, act.ability, day)
    held_to(decide(act, State(day.state)))
    return act


def held_to(verdict: Verdict[bool]) -> None:
    """Refused with the first reason of a verdict that says no."""
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)


def move_day(
    day: Day,
    act: Act,
    *,
    by: Actor,
    at: datetime,
    changes: Mapping[str, Any] | None = None,
    told: Mapping[str, Any] | None = None,
) -> Day:
    """Write what changes of a day with its entry; Outrun when somebody else was first."""
    moved = {"state": str(act.leads_to(State(day.state))), **(changes or {})}
    data = {"area": day.area, "day": day.begins_at.isoformat(), **(told or {})}
    if not journal.move_subject(DAY, day, NewEntry(act.kind, at, by.snapshot(), data), moved):
        raise Outrun("visits.outrun")
    return day


def move_matter(
    matter: Matter,
    kind: str,
    changes: dict[str, Any],
    *,
    by: Actor,
    at: datetime,
    told: Mapping[str, Any] | None = None,
    then: Sequence[Write] = (),
) -> Matter:
    """Write what changes of a matter with its entry, which names the report's number and nobody."""
    data = {"number": matter.report.number, **(told or {})}
    entry = NewEntry(kind, at, by.snapshot(), data)
    if not journal.move_subject(MATTER, matter, entry, changes, then=then):
        raise Outrun("visits.outrun")
    return matter


def due(name: str, since: datetime) -> datetime:
    """Until when an answer is owed, by the city's setting of this name, counted from a moment."""
    return calendar_rules.deadline(calendars.calendar(), since, packs.limit(name)).at
