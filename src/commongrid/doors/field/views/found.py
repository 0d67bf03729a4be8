"""Found something: report it to the centre, or settle it here and now."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.access.terms import Actor
from commongrid.base.files.terms import Stage
from commongrid.base.verdicts import Refused
from commongrid.cases.models import Case
from commongrid.cases.terms import Status
from commongrid.doors.field import choosing, forms, frame
from commongrid.doors.field.views.verify import report_or_404
from commongrid.doors.look import pictures, sentences
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.intake import acts as intake
from commongrid.intake import nearness, queries
from commongrid.registry.matters.terms import Item
from commongrid.registry.places import queries as places
from commongrid.registry.units.models import Unit

NEAR = 250
"""Metres around the worker in which open cases are shown before something is reported again."""
SPACE = uuid.UUID("6f2f2b1e-3c4d-7a55-9c1e-2b7a4f5d8e60")


@opens_for("reports.receive")
@require_http_methods(["GET", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    """One page: photo, place, matter, words; one of two buttons sends it."""
    form = forms.Found(request.POST or None, initial={"key": forms.new_key()})
    if request.method == "POST" and form.is_valid():
        try:
            return _send(request, form)
        except Refused as refused:
            form.add_error(None, sentences.say(refused.why, get_language()))
    asked = request.GET.get("q", "")
    words = form["words"].value() or ""
    told = {
        "form": form,
        "asked": asked,
        "options": choosing.options(words, asked, actor_of(request), timezone.now(), get_language() or ""),
        "item": choosing.chosen(form["matter"].value() or request.GET.get("matter", "")),
        "pin": _pin(actor_of(request)),
        "may_settle": "cases.settle" in {grant.ability for grant in actor_of(request).grants},
    }
    return frame.page(request, "field/found.html", told, status=422 if form.errors else 200)


def _pin(actor: Actor) -> str:
    """Where the pin stands before it is moved: the middle of the worker's own grid."""
    grid = places.current_grids(actor.area).first() if actor.area else None
    return f"{grid.lon},{grid.lat}" if grid else ""


def _send(request: HttpRequest, form: forms.Found) -> HttpResponse:
    now, actor, told = timezone.now(), actor_of(request), form.cleaned_data
    item = choosing.chosen(told["matter"])
    report_id = uuid.uuid5(SPACE, f"{actor.account_id}:{told['key']}")
    owner = f"report:{report_id}"
    before = pictures.take_in(request, owner, Stage.BEFORE, by=actor, at=now)
    draft = intake.Draft(
        channel="patrol",
        key=told["key"],
        id=report_id,
        words=told["words"],
        lon=told["lon"],
        lat=told["lat"],
        area="" if told["lon"] is not None else actor.area,
        address=told["address"],
        matter_id=item.matter_id if item else None,
        photos=len(before.photos),
        language=get_language() or "zh-hans",
    )
    if "settle" in request.POST:
        return _settle(request, draft, item, told["done"])
    receipt = intake.receive(draft, by=actor, at=now)
    return redirect("field:done", number=receipt.report.number)


def _settle(request: HttpRequest, draft: intake.Draft, item: Item | None, done: str) -> HttpResponse:
    now, actor = timezone.now(), actor_of(request)
    if item is None:
        raise Refused("intake.needs", what=_("matter"))
    after = pictures.take_in(request, f"report:{draft.id}", Stage.AFTER, by=actor, at=now, name="after")
    unit = Unit.objects.get(pk=actor.unit_id or 0)
    case = intake.settle_on_the_spot(
        draft, item, unit, before=draft.photos, after=len(after.photos), by=actor, at=now, why=done
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
    require(request, "reports.see", report)
    settled = report.case is not None and report.case.status == Status.CLOSED
    return frame.page(request, "field/done.html", {"report": report, "settled": settled}, tab="today")
