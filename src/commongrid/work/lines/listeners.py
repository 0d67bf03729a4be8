"""What a line hears of a ticket's matter: that it ended and how, or that it goes on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from commongrid.base.journal.terms import Recorded
from commongrid.cases.models import Case
from commongrid.intake import queries as intake
from commongrid.intake.models import Report
from commongrid.work.lines import acts, queries
from commongrid.work.lines.models import Ticket

OUTCOMES = {
    "report.declined": "declined", "report.withdrawn": "withdrawn",
    "case.check_passed": "done", "case.settled": "done", "case.voided": "voided",
}  # fmt: skip


def on_end_of_report(entry: Recorded) -> None:
    """A report was declined or taken back."""
    for ticket in _of_report(entry):
        facts = _result(entry, reason=entry.data.get("reason"), reason_zh=entry.data.get("reason_zh"))
        acts.close(ticket, _key(entry), facts, at=entry.at)


def on_appeal_answered(entry: Recorded) -> None:
    """An appeal that was upheld opens a declined report again."""
    for ticket in _of_report(entry) if entry.data.get("upheld") else ():
        acts.reopen(ticket, _key(entry), at=entry.at)


def on_end_of_case(entry: Recorded) -> None:
    """A case was closed or found void: every ticket behind it has its result."""
    for ticket in _of_case(entry):
        acts.close(ticket, _key(entry), _result(entry), at=entry.at)


def on_reopened(entry: Recorded) -> None:
    """A closed case goes on."""
    for ticket in _of_case(entry):
        acts.reopen(ticket, _key(entry), at=entry.at)


def _of_report(entry: Recorded) -> Iterable[Ticket]:
    return queries.of_reports(Report.objects.filter(pk=entry.subject_id))


def _of_case(entry: Recorded) -> Iterable[Ticket]:
    case = Case.objects.only("pk").get(pk=entry.subject_id)
    return queries.of_reports(intake.reports_behind(case).order_by())


def _key(entry: Recorded) -> str:
    return f"{entry.kind}-{entry.seq}"


def _result(entry: Recorded, **more: Any) -> dict[str, Any]:
    return {"outcome": OUTCOMES[entry.kind], **{name: value for name, value in more.items() if value}}
