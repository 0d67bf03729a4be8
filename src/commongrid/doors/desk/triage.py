"""Everything the page of a report shows, and what may be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.base.files import queries as files
from commongrid.base.journal import queries as history
from commongrid.cases import numbers
from commongrid.doors.desk import guessing, timeline, twins
from commongrid.doors.desk.forms import reports as forms
from commongrid.doors.look import pictures
from commongrid.intake.lifecycle import ACTS, decide
from commongrid.intake.models import Report
from commongrid.intake.terms import ReportStatus
from commongrid.registry.people import queries as people
from commongrid.work.reception import queries as reception

OFFERED = ("admit", "send_to_verify", "follow", "decline", "correct")
KEYS = {
    "admit": "a",
    "send_to_verify": "v",
    "follow": "m",
    "decline": "x",
    "correct": "p",
    "answer_appeal": "a",
}


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to decide about a report; `question` "" asks nothing."""

    name: str
    question: str | StrPromise
    form: type[forms.ReportForm]
    done: str | StrPromise


TABLE = (
    Deed("admit", _("File it under which matter?"), forms.Admit, _("Filed as a case.")),
    Deed("accept", "", forms.Press, _("Filed as suggested.")),
    Deed("send_to_verify", "", forms.Press, _("A grid worker looks on the spot.")),
    Deed("follow", _("Which case is it about?"), forms.Follow, _("Joined; the reporter follows that case.")),
    Deed(
        "decline",
        _("Why is it not taken on?"),
        forms.Decline,
        _("Declined; the reporter is told and may appeal."),
    ),
    Deed("correct", _("What is right?"), forms.Correct, _("Put right.")),
    Deed("answer_appeal", _("Is the appeal right?"), forms.Appeal, _("Answered; the reporter is told.")),
)
DEEDS = {deed.name: deed for deed in TABLE}


def of(report: Report, actor: Actor) -> dict[str, Any]:
    """The context of a report's page; the number of queries does not depend on the report."""
    guesses = guessing.guesses_for(report)
    item = guessing.chosen(report)
    near = twins.of_report(report, item or (guesses[0].item if guesses else None))
    undecided = report.status in (ReportStatus.RECEIVED, ReportStatus.VERIFYING)
    return {
        "report": report,
        "seq": report.seq,
        "spoken": numbers.spoken(report.number),
        "item": item,
        "matter": item.name(get_language() or "zh").words if item else "",
        "guesses": guesses if undecided else [],
        "accepts": guessing.accepts(report, item, guesses) if undecided else None,
        "near": near if undecided else [],
        "person": people.masked_by_id([report.person_id]).get(report.person_id) if report.person_id else None,
        "may_unmask": access.may(actor, "people.unmask", report).answer,
        "photos": pictures.shown(files.photos([f"report:{report.pk}"])),
        "group": reception.group_of(report.pk),
        "entries": timeline.told(history.history("report", str(report.pk)), [], actor),
        "offers": offers(report, actor),
    }


def offers(report: Report, actor: Actor) -> list[dict[str, Any]]:
    """The decisions this actor may take now, each with its address and key."""
    status = ReportStatus(report.status)
    names = [
        name
        for name in OFFERED
        if decide(ACTS[name], status).answer and access.may(actor, ACTS[name].ability, report).answer
    ]
    is_open_appeal = report.appealed_at is not None and report.appeal_answered_at is None
    if is_open_appeal and access.may(actor, "reports.answer_appeal", report).answer:
        names.append("answer_appeal")
    return [
        {
            "name": name,
            "url": reverse("desk:report_act", args=[report.number, name]),
            "key": KEYS[name],
            "is_direct": not DEEDS[name].question,
        }
        for name in names
    ]
