"""The weekly hours of duty lawyers, for whoever keeps the service points."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commongrid.base.access.terms import Actor
from commongrid.doors.desk.advice import forms, frame
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.doors.look.trying import went
from commongrid.registry.appointments import acts as appointments
from commongrid.registry.appointments import queries as booked_in
from commongrid.registry.appointments.models import Session
from commongrid.registry.points import queries as points
from commongrid.registry.points.rules import services_of
from commongrid.registry.points.terms import Ground
from commongrid.work.advice import queries
from commongrid.work.advice.terms import SERVICE

SHOWN = 500


@opens_for("points.keep")
@require_http_methods(["GET", "POST"])
def hours(request: HttpRequest) -> HttpResponse:
    """Who sits where and when, and a form for more; sent twice it is one."""
    by, today = actor_of(request), timezone.localdate()
    offering = [one for one in points.within(by.area)[:SHOWN] if SERVICE in services_of(one.services)]
    form = forms.Hours(request.POST or None, points=offering, lawyers=queries.lawyers(by.area, today))

    def keep() -> None:
        _keep(form, by)

    if request.method == "POST" and form.is_valid() and went(form, keep):
        messages.success(request, _("Kept. Residents can book it from now on."))
        return redirect("desk:advice:hours")
    rows = queries.sessions([one.pk for one in offering], today)
    told = {"rows": [(one, forms.DAYS[one.weekday]) for one in rows], "form": form, "offering": offering}
    return frame.page(request, "hours", told, status=422 if form.errors else 200)


def _keep(form: forms.Hours, by: Actor) -> Session:
    told, now = form.cleaned_data, timezone.now()
    point, post = form.points[told["point"]], form.lawyers[told["lawyer"]]
    weekly = form.weekly(timezone.localdate())
    for one in booked_in.of_server(post.pk, weekly.valid_from):
        if one.point_id == point.pk and one.weekly == weekly:
            return one
    return appointments.set_session(point, SERVICE, post, weekly, told["room"], by=by, at=now)


@opens_for("points.keep")
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The last day of a lawyer's hours; whoever booked after it and left a number is told."""
    found = booked_in.session(session_id)
    if found is None or found.service != SERVICE:
        raise Http404
    require(request, "points.keep", Ground(found.point.division_id))
    form = forms.End(request.POST or None, initial={"on": timezone.localdate()})
    gone: list[int] = []

    def keep() -> None:
        told: dict[str, Any] = form.cleaned_data
        gone.append(
            appointments.end_session(
                found.pk, told["on"], by=actor_of(request), at=timezone.now(), why=told["why"]
            )
        )

    if request.method == "POST" and form.is_valid() and went(form, keep):
        messages.success(request, _("Ended. Appointments called off: %(n)d") % {"n": gone[0]})
        return redirect("desk:advice:hours")
    told = {"found": found, "day": forms.DAYS[found.weekday], "form": form}
    return frame.page(request, "end", told, status=422 if form.errors else 200)
