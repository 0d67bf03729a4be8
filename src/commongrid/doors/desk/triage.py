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
from commongrid.base.verdicts import Why
from commongrid.cases import numbers
from commongrid.doors.desk import timeline, twins
from commongrid.doors.desk.forms import reports as forms
from commongrid.doors.look import pictures
from commongrid.intake.lifecycle import ACTS, decide
from commongrid.intake.models import Report
from commongrid.intake.suggestion import suggest
from commongrid.intake.terms import ReportStatus
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Item
from commongrid.registry.people import queries as people

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


@dataclass(frozen=True, slots=True)
class Guess:
    """A matter the words point to, how sure, and the reason in words."""

    item: Item
    name: str
    share: float
    why: Why | None


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
    guesses = guesses_for(report)
    item = chosen(report)
    near = twins.of_report(report, item or (guesses[0].item if guesses else None))
    undecided = report.status in (ReportStatus.RECEIVED, ReportStatus.VERIFYING)
    return {
        "report": report,
        "seq": report.seq,
        "spoken": numbers.spoken(report.number),
        "item": item,
        "matter": item.name(get_language() or "zh").words if item else "",
        "guesses": guesses if undecided else [],
        "accepts": accepts(report, item, guesses) if undecided else None,
        "near": near if undecided else [],
        "person": people.masked_by_id([report.person_id]).get(report.person_id) if report.person_id else None,
        "may_unmask": access.may(actor, "people.unmask", report).answer,
        "photos": pictures.shown(files.photos([f"report:{report.pk}"])),
        "entries": timeline.told(history.history("report", str(report.pk)), [], actor),
        "offers": offers(report, actor),
    }


def chosen(report: Report) -> Item | None:
    """The matter a person named: the reporter, or the grid worker who looked."""
    items = matters.everything()
    return next((item for item in items if item.matter_id == report.matter_id), None)


def guesses_for(report: Report) -> list[Guess]:
    """What the words point to, the likeliest first, with the words that decided."""
    told = suggest(report.words or "")
    items = matters.kept().items
    language = get_language() or "zh-hans"
    whys = [*told.why, *([None] * len(told.answer))]
    return [
        Guess(items[one.code], items[one.code].name(language).words, one.confidence, why)
        for one, why in zip(told.answer, whys, strict=False)
        if one.code in items
    ]


def accepts(report: Report, item: Item | None, guesses: list[Guess]) -> dict[str, Any] | None:
    """What one key files: the matter a person named, else the likeliest of the words."""
    if not report.area:
        return None
    if item is not None:
        return {"name": item.name(get_language() or "zh").words, "share": None, "why": None, "item": item}
    if not guesses:
        return None
    return {
        "name": guesses[0].name,
        "share": guesses[0].share,
        "why": guesses[0].why,
        "item": guesses[0].item,
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
