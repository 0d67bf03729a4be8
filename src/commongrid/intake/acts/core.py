"""What every act of a report shares."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.calendar import queries as calendars
from commongrid.base.calendar import rules as calendar_rules
from commongrid.base.calendar.terms import Limit
from commongrid.base.journal import acts as journal
from commongrid.base.journal import queries as history
from commongrid.base.journal.terms import NewEntry, moment
from commongrid.base.verdicts import Outrun, Refused, Why
from commongrid.intake.lifecycle import Act, decide
from commongrid.intake.models import Report
from commongrid.intake.terms import ReportStatus

SUBJECT = "report"


def check(report: Report, act: Act, *, by: Actor, at: datetime) -> None:
    """Refuse (and say why) what the grant, the table or the order of time does not allow."""
    require(by, act.ability, report)
    verdict = decide(act, ReportStatus(report.status))
    if not verdict.answer:
        why = verdict.why[0]
        raise Refused(why.key, **why.facts)
    if at < report.moved_at:
        raise Refused("intake.earlier_than_last", at=at.isoformat(), last=report.moved_at.isoformat())


def carry_out(
    report: Report,
    act: Act,
    changes: dict[str, Any],
    *,
    by: Actor,
    at: datetime,
    data: dict[str, Any] | None = None,
    why: tuple[Why, ...] = (),
) -> Report:
    """Record one act on one report; raises Outrun when somebody else acted since it was read."""
    data = {**(data or {}), **told_deadline(changes)}
    entry = NewEntry(act.kind, at, by.snapshot(), data, tuple(reason.as_json() for reason in why))
    changes = {"status": str(act.leads_to(ReportStatus(report.status))), "moved_at": at, **changes}
    if not journal.move_subject(SUBJECT, report, entry, changes):
        raise outrun(report)
    return report


def told_deadline(changes: Mapping[str, Any]) -> dict[str, str | None]:
    """What an entry says of the limit it started or ended, where it did either."""
    if "due_at" not in changes:
        return {}
    return {"due_at": moment(changes["due_at"]) if changes["due_at"] else None}


def outrun(report: Report) -> Outrun:
    """Tell the second who was first and what they did."""
    last = history.last_entry(SUBJECT, str(report.pk))
    if last is None:
        return Outrun("intake.gone", number=report.number)
    who = last.actor.get("name") or last.actor.get("kind", "")
    return Outrun("intake.outrun", number=report.number, who=who, kind=last.kind, at=last.at.isoformat())


def deadline(limit: Limit, at: datetime) -> dict[str, datetime]:
    """The columns a list sorts by, for a limit that starts now."""
    due = calendar_rules.deadline(calendars.calendar(), at, limit)
    return {"due_at": due.at, "soon_at": due.soon_at}
