"""My matters: the list, and one matter with who has it, by when, why then, and what happened."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from commongrid.base.privacy import queries as privacy
from commongrid.cases import numbers
from commongrid.cases.models import Case
from commongrid.cases.terms import OPEN as CASE_OPEN
from commongrid.cases.terms import Status
from commongrid.doors.look import gate
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import deeds, forms, frame, listing, sending, standing, story
from commongrid.doors.portal.views.receipt import own_or_404
from commongrid.intake.models import Report
from commongrid.intake.terms import OPEN
from commongrid.registry.packs import queries as packs
from commongrid.work.followups import queries as followups
from commongrid.work.followups.terms import ELSEWHERE
from commongrid.work.letters import queries as letters


@opens_for("public")
@require_GET
def my(request: HttpRequest) -> HttpResponse:
    """All matters of whoever is here; nobody in particular is shown how to find theirs."""
    rows = listing.rows(request, gate.own_reports(request), timezone.now())
    told = {"rows": rows, "is_proven": gate.person_id(request) is not None}
    return frame.page(request, "portal/my.html", told)


@opens_for("resident")
@require_GET
def matter(request: HttpRequest, number: str) -> HttpResponse:
    """One matter of one's own."""
    report = own_or_404(request, number)
    frame.remember_seen(request, report)
    sending.forget_code(request, report)
    return show(request, report)


def show(
    request: HttpRequest, report: Report, *, wrong: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The page of a matter; `wrong` holds a form that came back, under its name."""
    now, case = timezone.now(), standing.case_of(report)
    told: dict[str, Any] = {
        "report": report,
        "case": case,
        "standing": standing.of(report, now),
        "spoken": numbers.spoken(report.number),
        "lines": story.of(report, case, frame.resident(request), request.session.get(frame.SAID, ())),
        "may": may(report, case, now),
        "others": (case.reporters - 1) if case else 0,
        "looks": _looks(request, report),
        "calls": _calls(report, case),
        "reopen_days": packs.setting("reopen_within_days"),
        "letter": letters.of_report(report.pk) if report.channel in ("secretary", "letterbox") else None,
        "add": deeds.Add(initial={"key": forms.new_key()}),
        "rate": deeds.Rate(),
        "reopen": deeds.Say(),
        "appeal": deeds.Say(),
    }
    return frame.page(request, "portal/matter.html", {**told, **(wrong or {})}, status=status)


def may(report: Report, case: Case | None, now: Any) -> set[str]:
    """What the reporter can do about it at this moment."""
    if case is None:
        can = {"withdraw", "photos"} if report.status in OPEN else set()
        return can | ({"appeal"} if standing.may_appeal(report, now) else set())
    if case.status in {str(status) for status in CASE_OPEN}:
        return {"add", "urge"}
    if case.status != Status.CLOSED:
        return set()
    rated = standing.has_rated(report, case)
    can = {"add"} if rated else {"add", "rate"}
    in_time = case.closed_at is not None and now <= case.closed_at + timedelta(
        days=packs.setting("reopen_within_days")
    )
    return can | ({"reopen"} if rated and in_time else set())


def _calls(report: Report, case: Case | None) -> str:
    """Could somebody call about this ("open"), do they want no call ("quiet"), or is there nobody to call ("")?"""
    could = case is not None and report.person_id is not None and not case.confidential
    if case is None or not could or case.channel in ELSEWHERE or case.status == Status.VOID:
        return ""
    return "quiet" if followups.is_quiet(case.pk) else "open"


def _looks(request: HttpRequest, report: Report) -> dict[str, int] | None:
    """How many people looked at the reporter's personal data, and how often; only for who has proven to be that person."""
    person = gate.person_id(request)
    if person is None or person != report.person_id:
        return None
    looks = privacy.looks_for(person)
    return {"people": len({look.account_id for look in looks}), "times": len(looks)}
