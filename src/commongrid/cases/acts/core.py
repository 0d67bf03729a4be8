"""What every act of a case shares: the grant, the table, the clock, one statement, and who was first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.calendar import queries as calendars
from commongrid.base.calendar.days import Calendar
from commongrid.base.calendar.hours import Hours
from commongrid.base.journal import acts as journal
from commongrid.base.journal import queries as history
from commongrid.base.journal.statement import Write
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun, Refused, Why
from commongrid.cases import clocks
from commongrid.cases.clocks import deadline_columns, told_deadline
from commongrid.cases.lifecycle import Act, decide
from commongrid.cases.models import Case
from commongrid.cases.terms import Status

type Reason = str | Sequence[Why]
SUBJECT = "case"


@dataclass(slots=True)
class Move:
    """What one act changes: columns of the case, rows beside it, and what the entry says."""

    data: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, Any] = field(default_factory=dict)
    then: list[Write] = field(default_factory=list)


def check(case: Case, act: Act, *, by: Actor, at: datetime) -> None:
    """Refuse (and say why) what the grant, the table or the order of time does not allow."""
    require(by, act.ability, case)
    verdict = decide(act, Status(case.status))
    if not verdict.answer:
        why = verdict.why[0]
        raise Refused(why.key, **why.facts)
    if at < case.moved_at:
        raise Refused("cases.earlier_than_last", at=at.isoformat(), last=case.moved_at.isoformat())


def carry_out(case: Case, act: Act, move: Move, *, by: Actor, at: datetime, why: Reason = ()) -> Case:
    """Record one act on one case; raises Outrun when somebody else acted since `case` was read.

    An entry that moved the clock says which deadline it left: the calendar of that moment is nowhere else kept.
    """
    changes = {"status": str(act.leads_to(Status(case.status))), "moved_at": at, **move.changes}
    after = clock_after(case, act.kind, at, move.data)
    data = {**move.data, **told_deadline(after)} if after else move.data
    changes |= clock_columns(after, changes) if after else {}
    entry = NewEntry(act.kind, at, by.snapshot(), data, tuple(reason.as_json() for reason in reasons(why)))
    if not journal.move_subject(SUBJECT, case, entry, changes, then=move.then):
        raise outrun(case)
    return case


def clock_changes(
    case: Case, kind: str, at: datetime, data: Mapping[str, Any], changes: Mapping[str, Any]
) -> dict[str, Any]:
    """The clock after this step, and the columns lists sort by; nothing when the step leaves it alone."""
    after = clock_after(case, kind, at, data)
    return clock_columns(after, changes) if after else {}


def clock_after(case: Case, kind: str, at: datetime, data: Mapping[str, Any]) -> clocks.Clocks | None:
    """The clock after this step; None when the step is none of the clock's."""
    before = clocks.from_text(case.clock)
    after = clocks.advance(before, calendar_of(case), clocks.Step(kind, at, data))
    return None if after is before else after


def clock_columns(after: clocks.Clocks, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The columns a clock fills: itself, what lists sort by, and at the end whether it was kept."""
    told: dict[str, Any] = {"clock": clocks.to_text(after), **deadline_columns(after)}
    if changes.get("status") == Status.CLOSED:
        told["on_time"] = clocks.on_time(after, "handle")
    return told


def calendar_of(case: Case) -> Calendar:
    """The working calendar by the hours of the unit that has the case, else by office hours."""
    stored = case.lead_unit.hours if case.lead_unit else None
    return calendars.calendar(Hours.from_json(stored) if stored else None)


def outrun(case: Case) -> Outrun:
    """Tell the second who was first and what they did."""
    last = history.last_entry(SUBJECT, str(case.pk))
    if last is None:
        return Outrun("cases.gone", number=case.number)
    actor = last.actor.get("name") or last.actor.get("kind", "")
    return Outrun("cases.outrun", number=case.number, who=actor, kind=last.kind, at=last.at.isoformat())


def reasons(why: Reason) -> tuple[Why, ...]:
    """Free words of a person, or the whys of a rule, as whys."""
    if isinstance(why, str):
        return (Why("said", {"text": why.strip()}),) if why.strip() else ()
    return tuple(why)


def needs(value: str, name: str) -> str:
    """Words that may not be left empty; raises Refused naming what is missing."""
    if not value.strip():
        raise Refused("cases.needs", what=name)
    return value.strip()


def require_lead(case: Case, by: Actor) -> None:
    """A joint unit does its part; what is decided about the whole is the lead's. Refused naming the lead."""
    if by.kind != "system" and by.unit_id != case.lead_unit_id:
        raise Refused("cases.only_lead_unit", lead=case.lead_unit.name_zh if case.lead_unit else "")
