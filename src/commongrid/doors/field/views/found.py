"""Found something: report it to the centre, or settle it here and now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.files.terms import Stage
from commongrid.base.verdicts import Refused
from commongrid.cases.models import Case
from commongrid.cases.terms import Status
from commongrid.doors.field import choosing, forms, frame, kept, pins, receiving, sending
from commongrid.doors.field.views.verify import report_or_404
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.intake import acts as intake
from commongrid.intake import nearness, queries
from commongrid.registry.matters.terms import Item
from commongrid.registry.units.models import Unit

NEAR = 250
"""Metres around the worker in which open cases are shown before something is reported again."""


@opens_for("reports.receive")
@sending.sendable
@require_http_methods(["GET", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    """One page: photo, place, matter, words; one of two buttons sends it."""
    if kept.is_asking(request):
        return _show(request, forms.Found(initial=request.POST.dict()))
    form = forms.Found(request.POST or None, initial={"key": forms.new_key(), **pins.placed(request.GET)})
    return receiving.sent(request, form, _send) or _show(request, form)


def _show(request: HttpRequest, form: forms.Found) -> HttpResponse:
    owner = receiving.owner(request, form)
    words = str(form["words"].value() or "")
    code = str(form["matter"].value() or request.GET.get("matter", ""))
    told = {
        "form": form,
        **choosing.shown(request, words, code),
        "taken": kept.count(owner, Stage.BEFORE) if request.method == "POST" else 0,
        "taken_after": kept.count(owner, Stage.AFTER) if request.method == "POST" else 0,
        "is_settling": "settle" in request.POST,
        "pin": pins.of(form) or pins.first(actor_of(request)),
        "may_settle": "cases.settle" in {grant.ability for grant in actor_of(request).grants},
    }
    return frame.page(request, "field/found.html", told, status=422 if form.errors else 200)


def _send(request: HttpRequest, form: forms.Found) -> HttpResponse:
    told = form.cleaned_data
    item = choosing.chosen(told["matter"])
    draft = receiving.draft(request, form, item)
    if "settle" in request.POST:
        return _settle(request, draft, item, told["done"])
    receipt = intake.receive(draft, by=actor_of(request), at=timezone.now())
    return redirect("field:done", number=receipt.report.number)


def _settle(request: HttpRequest, draft: intake.Draft, item: Item | None, done: str) -> HttpResponse:
    now, actor = timezone.now(), actor_of(request)
    if item is None:
        raise Refused("intake.needs", what=_("matter"))
    after = kept.count(f"report:{draft.id}", Stage.AFTER)
    unit = Unit.objects.get(pk=actor.unit_id or 0)
    case = intake.settle_on_the_spot(
        draft, item, unit, before=draft.photos, after=after, by=actor, at=now, why=done
    )
    report = case.reports.order_by("received_at").first()
    return redirect("field:done", number=report.number if report else "")


@opens_for("reports.receive")
@require_GET
def twins(request: HttpRequest) -> HttpResponse:
    """Open cases near the position given, to look at before one reports the same thing again."""
    position = frame.here_of(request)
    near: list[Case] = []
    if position:
        cells = nearness.cells_near(*position, NEAR)
        near = list(queries.open_cases_near(cells, "", since=queries.twins_since(timezone.now()), limit=5))
    return render(request, "field/twins.html", {"near": near, "now": timezone.now()})


@opens_for("reports.receive")
@require_GET
def done(request: HttpRequest, number: str) -> HttpResponse:
    """It was taken in: the number, and what happens next."""
    report = report_or_404(number)
    if report.reported_by_id is None or report.reported_by_id != actor_of(request).account_id:
        require(request, "reports.see", report)
    settled = report.case is not None and report.case.status == Status.CLOSED
    return frame.page(request, "field/done.html", {"report": report, "settled": settled}, tab="today")
