"""Reports to decide: the list with the report beside it, and each decision as a sheet or a page of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.cases import numbers
from commongrid.doors.desk import deciding, frame, queues, report_lists, triage
from commongrid.doors.desk.forms.reports import ReportForm
from commongrid.doors.desk.forms.stale import carry_on
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.doors.look.refusals import status_of
from commongrid.doors.look.sentences import say
from commongrid.intake import queries as intake
from commongrid.intake.acts.core import outrun
from commongrid.intake.models import Report


def report_or_404(number: str) -> Report:
    """One report with what its page shows; 404 when there is none."""
    found = intake.for_reading().select_related("person").filter(number=numbers.clean(number)).first()
    if found is None:
        raise Http404
    return found


@opens_for("reports.admit")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """A queue of reports: the list, and the first beside it where there is room."""
    actor = actor_of(request)
    queue = request.GET.get("queue", "")
    queue = queue if queue in queues.REPORTS else "received"
    shown = report_lists.page(queue, actor, request.GET.get("after", ""))
    first = report_or_404(shown.rows[0].number) if shown.rows else None
    return _page(request, actor, queue, shown, first, showing="list")


@opens_for("reports.see")
@require_GET
def report(request: HttpRequest, number: str) -> HttpResponse:
    """One report; with htmx the pane alone."""
    found = report_or_404(number)
    require(request, "reports.see", found)
    actor, queue = actor_of(request), report_lists.queue_of(found)
    if getattr(request, "htmx", False):
        return frame.page(request, "desk/report.html", triage.of(found, actor))
    queue = request.GET.get("queue", queue)
    queue = queue if queue in queues.REPORTS else "received"
    shown = report_lists.page(queue, actor, request.GET.get("after", ""))
    return _page(request, actor, queue, shown, found, showing="case")


def _page(
    request: HttpRequest,
    actor: Actor,
    queue: str,
    shown: report_lists.Listed,
    beside: Report | None,
    *,
    showing: str,
) -> HttpResponse:
    told: dict[str, Any] = {
        "queue": queue,
        "listed": shown,
        "title": queues.name_of(queue, actor),
        "showing": showing,
        "current": beside.number if beside else "",
    }
    if beside is not None:
        told |= triage.of(beside, actor)
    return frame.page(request, "desk/reports.html", told, queue=queue)


@opens_for("reports.admit", "reports.answer_appeal")
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """GET: the form. POST: decide; what was typed stays when it is refused or somebody was quicker."""
    deed = triage.DEEDS.get(name)
    if deed is None:
        raise Http404
    found = report_or_404(number)
    require(request, "reports.see", found)
    if request.method == "GET":
        return _sheet(request, deed, found, deed.form(report=found, initial=request.GET.dict()))
    form = deed.form(request.POST, report=found)
    if not form.is_valid():
        return _sheet(request, deed, found, form, 422)
    try:
        _decide(request, deed, found, form)
    except NotAllowed:
        raise
    except Refused as refused:
        fresh = report_or_404(number)
        form.add_error(None, say(refused.why))
        carry_on(form, fresh.seq)
        return _sheet(request, deed, fresh, form, status_of(refused))
    return _back(request, found)


def _decide(request: HttpRequest, deed: triage.Deed, found: Report, form: ReportForm) -> None:
    if form.cleaned_data["seq"] != found.seq:
        raise outrun(found)
    case = deciding.run(deed.name, found, form.cleaned_data, by=actor_of(request), at=timezone.now())
    messages.success(request, f"{deed.done} {numbers.spoken(case)}" if case else str(deed.done))


def _back(request: HttpRequest, found: Report) -> HttpResponse:
    url = f"{reverse('desk:reports')}?queue={report_lists.queue_of(found)}"
    if getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Redirect": url})
    return redirect(url)


def _sheet(
    request: HttpRequest, deed: triage.Deed, found: Report, form: ReportForm, status: int = 200
) -> HttpResponse:
    part = "#sheet" if getattr(request, "htmx", False) else ""
    told = {
        "deed": deed,
        "report": found,
        "about": numbers.spoken(found.number),
        "form": form,
        "back": reverse("desk:report", args=[found.number]),
    }
    return frame.page(request, f"desk/act.html{part}", told, status=status)
