"""My grids: on the map and as a page; and any case of mine to read."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.access import queries as access
from commongrid.base.access import rules as permitted
from commongrid.base.files import queries as files
from commongrid.base.files.terms import Stage
from commongrid.base.journal import queries as history
from commongrid.cases import acts as acts_of_cases
from commongrid.cases import queries as cases
from commongrid.cases.models import IS_OPEN, Case
from commongrid.doors.field import forms, frame, kept, sending
from commongrid.doors.field.views.check import case_or_404
from commongrid.doors.look import mapdata, pictures
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.intake import queries as intake
from commongrid.intake.models import Report
from commongrid.registry.matters import queries as matters
from commongrid.registry.places import queries as places
from commongrid.registry.premises import queries as premises
from commongrid.registry.units import queries as units


@opens_for("reports.verify", "cases.check")
@require_GET
def map_page(request: HttpRequest) -> HttpResponse:
    """My grids with what is open in them."""
    mine = cases.rows(cases.seen_by(actor_of(request)).filter(IS_OPEN)).order_by("due_at")[:50]
    return frame.page(request, "field/map.html", {"cases": mine}, tab="map")


@opens_for("reports.verify", "cases.check")
@require_GET
def map_data(request: HttpRequest) -> HttpResponse:
    """Boundaries around my area and the open cases in it, as the map reads them."""
    actor = actor_of(request)
    shown = mapdata.areas(actor.area[:9], 1, 2)
    mine = [area for area in shown if area["properties"]["code"].startswith(actor.area)]
    marks = cases.rows(cases.seen_by(actor).filter(IS_OPEN, lon__isnull=False))[:500]
    told = {
        "areas": mapdata.collection(shown),
        "bounds": mapdata.bounds(mine or shown),
        "points": mapdata.collection(_point(case) for case in marks),
        **mapdata.landscape(),
    }
    return JsonResponse(told)


def _point(case: Case) -> mapdata.Feature:
    url = reverse("field:case", args=[case.number])
    kind = str(matters.edition_kept(case.edition_id).kind)
    return mapdata.point(case.lon, case.lat, kind, case.title, url)


@opens_for("reports.verify", "cases.check")
@require_GET
def my_grid(request: HttpRequest) -> HttpResponse:
    """My grids: who works here with me, what happened this month, and how verifying goes."""
    actor, now = actor_of(request), timezone.now()
    grids = list(places.current_grids(actor.area)[:20])
    month = now - timedelta(days=30)
    looked = Report.objects.filter(access.within(actor, "reports.see"), verified_at__gte=month)
    recent = cases.rows(cases.seen_by(actor).filter(opened_at__gte=month)).order_by("-opened_at", "-id")[:20]
    told = {
        "grids": grids,
        "finds": permitted.has(actor, "patrol.walk"),
        "colleagues": list(units.grid_workers(actor.area, timezone.localdate())[:20]),
        "recent": recent,
        "verified": looked.count(),
        "open": cases.seen_by(actor).filter(IS_OPEN).count(),
    }
    return frame.page(request, "field/grid.html", told, tab="grid")


@opens_for("reports.verify", "cases.check")
@sending.sendable
@require_http_methods(["GET", "POST"])
def case(request: HttpRequest, number: str) -> HttpResponse:
    """A case to read on the way, with its history; a note can be added."""
    found = case_or_404(number)
    require(request, "cases.see", found)
    form = forms.Note(request.POST or None, initial={"key": forms.new_key()})
    if request.method == "POST":
        taken = kept.take(
            request, form, f"case:{found.pk}", Stage.EVIDENCE, by=actor_of(request), at=timezone.now()
        )
        if form.is_valid():
            return _noted(request, found, form.cleaned_data["text"], taken)
    told = {
        "form": form,
        "case": found,
        "about": matters.edition_kept(found.edition_id).code,
        "entries": list(reversed(history.history("case", str(found.pk)))),
        "photos": pictures.shown(files.photos(pictures.owners_of(found))),
        "comments": list(found.comments.order_by("-at")[:20]),
        "premises": [one for pk in intake.premises_of(found) if (one := premises.by_id(pk))],
    }
    return frame.page(request, "field/case.html", told, status=422 if form.errors else 200)


def _noted(request: HttpRequest, found: Case, text: str, photos: list[str]) -> HttpResponse:
    by, now = actor_of(request), timezone.now()
    with transaction.atomic():
        if photos:
            acts_of_cases.attach(found, photos, stage=Stage.EVIDENCE, by=by, at=now)
        acts_of_cases.comment(found, text, is_public=False, by=by, at=now)
    messages.success(request, _("Added. Those who have it see it."))
    return redirect("field:case", number=found.number)
