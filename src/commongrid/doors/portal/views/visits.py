"""Visiting days for residents: the notice by place, one day, and registering before it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.verdicts import Refused
from commongrid.doors.look import gate
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import choosing, forms, frame, sending
from commongrid.doors.portal.visit_forms import Register
from commongrid.intake import acts as intake
from commongrid.intake import queries as reports
from commongrid.registry.places import queries as places
from commongrid.work.visits import acts, queries
from commongrid.work.visits.models import Day
from commongrid.work.visits.rules import LONGEST
from commongrid.work.visits.terms import PUBLIC, State


@opens_for("public")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Who comes where and when, the next first; of a place when one is asked for."""
    now, asked = timezone.now(), request.GET.get("q", "").strip()[:100].replace("\x00", "")
    found = places.locate_text(asked).code if asked else ""
    city = places.city()
    area = (found or "")[:12] or (city.code if city else "")
    rows = [day for day in queries.announced(area, now - LONGEST) if day.ends_at > now]
    is_nowhere = bool(asked) and not found
    place = places.division(area) if found else None
    told = {"rows": [] if is_nowhere else rows, "asked": asked, "is_nowhere": is_nowhere, "place": place}
    return frame.page(request, "portal/visits.html", told)


@opens_for("public")
@never_cache
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, day_id: UUID) -> HttpResponse:
    """One day with its form; sent twice is once, and what was written stays when it is refused."""
    day = _day_or_404(day_id)
    form = Register(request.POST or None, initial={"key": forms.new_key()})
    if request.method == "POST" and form.is_valid():
        now, told = timezone.now(), form.cleaned_data
        known = sending.before("visit", told["key"])
        if known is None and (seconds := frame.slow_down(request, "report", sending.SEND_FROM_ONE, at=now)):
            return frame.too_often(request, seconds)
        try:
            receipt, _matter = acts.register(
                day,
                _draft(told, day),
                phone=told["phone"],
                by=reports.reporter(gate.person_id(request)),
                at=now,
            )
        except Refused as refused:
            form.add_error(None, frame.say(refused))
        else:
            if receipt.is_new:
                gate.prove_report(request, receipt.report)
                sending.keep_code(request, receipt)
            return redirect("portal:receipt", number=receipt.report.number)
    told_page = {"day": day, "form": form, "may_register": day.state == State.ANNOUNCED}
    return frame.page(request, "portal/visit.html", told_page, status=422 if form.errors else 200)


def _day_or_404(day_id: UUID) -> Day:
    """A day residents read of: a plan is not there, and one that is over is gone after a week."""
    day = queries.find(day_id)
    if day is None or day.state not in (*PUBLIC, State.OVER):
        raise Http404
    if day.ends_at < timezone.now() - timedelta(days=7):
        raise Http404
    return day


def _draft(told: dict[str, Any], day: Day) -> intake.Draft:
    address, village = told["address"], day.division_id
    named = places.locate_text(address, within=village).code if address.strip() else None
    return intake.Draft(
        channel="visit",
        key=told["key"],
        id=sending.id_of(told["key"]),
        words=told["words"],
        address=address,
        area=named if named and named.startswith(village) else village,
        suggestion=choosing.as_json(choosing.pointed(told["words"])),
        anonymous=not told["phone"],
        language=frame.language(),
    )
