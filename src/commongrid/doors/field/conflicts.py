"""When what a device sends comes too late or is not right: what to tell it, so that a person can decide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.base.journal import queries as history
from commongrid.base.journal.terms import Recorded
from commongrid.base.verdicts import Refused
from commongrid.cases import queries as cases
from commongrid.cases.models import Case
from commongrid.doors.look import sentences
from commongrid.doors.look.gate import actor_of
from commongrid.intake import queries as intake

SHOWN = 5


def errors_on(request: HttpRequest) -> list[str]:
    """What the form that `frame.page` last showed says is wrong, field by field, and question by question on a checklist."""
    form = getattr(request, "_form", None)
    if form is None:
        return []
    beside: list[str] = getattr(request, "_wrong", [])
    named = [
        f"{form[name].label}{_colon(request)}{error}" if name in form.fields else str(error)
        for name, errors in form.errors.items()
        for error in errors
    ]
    return [*beside, *(str(one) for one in named)]


def _colon(request: HttpRequest) -> str:
    return "：" if getattr(request, "LANGUAGE_CODE", "zh").startswith("zh") else ": "


def meanwhile(request: HttpRequest, refused: Refused) -> dict[str, Any]:
    """What was done since the device saw it, the newest last, and where a note may be added; empty if it may not be seen."""
    number, actor = str(refused.why.facts.get("number", "")), actor_of(request)
    case = _case(number, actor)
    if case is not None:
        seen = request.POST.get("seq", "")
        entries = history.history("case", str(case.pk))
        since = [entry for entry in entries if seen.isdecimal() and entry.seq > int(seen)]
        return {"meanwhile": _told(since or entries[-1:], actor), "note": _note(case)}
    report = intake.for_reading().filter(number=number).select_related("case").first() if number else None
    if report is None or not access.may(actor, "reports.see", report).answer:
        return {}
    told = _told(history.history("report", str(report.pk))[-SHOWN:], actor)
    behind = report.case if report.case and access.may(actor, "cases.see", report.case).answer else None
    return {"meanwhile": told, **({"note": _note(behind)} if behind else {})}


def _case(number: str, actor: Actor) -> Case | None:
    try:
        found = cases.for_page(number)
    except Case.DoesNotExist:
        return None
    return found if access.may(actor, "cases.see", found).answer else None


def _note(case: Case) -> str:
    return reverse("field:case", args=[case.number])


def _told(entries: Iterable[Recorded], actor: Actor) -> list[dict[str, str]]:
    told = [sentences.tell(entry, actor) for entry in list(entries)[-SHOWN:]]
    return [{"at": one.at.isoformat(), "words": one.words, "quote": one.quote} for one in told]
