"""A lawyer's own desk: today's people in order, a conflict, the advice."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.advice import forms, frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.doors.look.trying import went
from commongrid.registry.appointments import acts as appointments
from commongrid.registry.appointments import queries as booked_in
from commongrid.registry.appointments.models import Appointment
from commongrid.registry.appointments.terms import State as Booked
from commongrid.work.advice import acts, queries
from commongrid.work.advice.models import Advice
from commongrid.work.advice.terms import SERVICE, State

AHEAD = timedelta(days=14)
SHOWN = 50


@opens_for("advice.see")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Who comes today, in order; who comes after; what is begun, and what was given."""
    by, now = actor_of(request), timezone.now()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow = midnight + timedelta(days=1)
    rows = _rows(by.post_id or 0, midnight, tomorrow + AHEAD)
    told = {
        "today": [row for row in rows if row["one"].starts_at < tomorrow],
        "later": [row for row in rows if row["one"].starts_at >= tomorrow],
        "begun": list(queries.of_lawyer(by, given=False)[:SHOWN]),
        "given": list(queries.of_lawyer(by, given=True)[:SHOWN]),
    }
    return frame.page(request, "list", told)


def _rows(post_id: int, since: datetime, until: datetime) -> list[dict[str, Any]]:
    found = booked_in.of_post(post_id, since, until).filter(session__service=SERVICE)
    rows = [one for one in found if one.state != Booked.CANCELLED]
    begun = queries.begun([one.pk for one in rows])
    return [{"one": one, "advice": begun.get(one.pk)} for one in rows]


@opens_for("advice.write")
@require_POST
def booked(request: HttpRequest, appointment_id: UUID, name: str) -> HttpResponse:
    """`take`: they are here, on to the advice; `missed`: they did not come."""
    found, by, now = frame.appointment_or_404(request, appointment_id), actor_of(request), timezone.now()
    if name not in ("take", "missed"):
        raise Http404
    try:
        if name == "take":
            return redirect("desk:advice:one", advice_id=acts.take_in(found, by=by, at=now).pk)
        appointments.record(found.pk, Booked.MISSED, by=by, at=now)
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("desk:advice:list")


@opens_for("advice.write")
@require_http_methods(["GET", "POST"])
def conflict(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """A conflict of interest: which other lawyer takes over."""
    found, by, now = frame.appointment_or_404(request, appointment_id), actor_of(request), timezone.now()
    known = queries.of_appointment(found.pk)
    kept_out = known.conflicted if known else []
    form = forms.HandOver(request.POST or None, posts=queries.others(found, kept_out, timezone.localdate()))

    def keep() -> None:
        acts.hand_over(found, form.posts[form.cleaned_data["to"]], by=by, at=now)

    if request.method == "POST" and form.is_valid() and went(form, keep):
        messages.success(request, _("Handed over. You read nothing of it any more."))
        return redirect("desk:advice:list")
    told = {"found": found, "advice": known, "form": form}
    return frame.page(request, "conflict", told, status=422 if form.errors else 200)


@opens_for("advice.see")
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """The advice: written down here; once it is given, as the asker reads it."""
    found = frame.advice_or_404(request, advice_id)
    first = {"words": found.words, "referral": found.referral, "number": found.number}
    form = forms.Write(request.POST or None, initial=first)

    def keep() -> None:
        acts.draft(found, form.written(), by=actor_of(request), at=timezone.now())

    if request.method == "POST" and form.is_valid() and went(form, keep):
        messages.success(request, _("Written down. The asker reads it once you have given it."))
        return redirect("desk:advice:one", advice_id=found.pk)
    return _shown(request, found, form)


def _shown(request: HttpRequest, found: Advice, form: Any) -> HttpResponse:
    booking: Appointment | None = found.appointment
    told = {
        "advice": found,
        "booking": booking,
        "form": form,
        "may_hand_over": booking is not None and found.state != State.GIVEN,
    }
    return frame.page(request, "one", told, status=422 if form.errors else 200)


@opens_for("advice.write")
@require_POST
def give(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """From now on the asker reads it."""
    found = frame.advice_or_404(request, advice_id)
    try:
        acts.give(found, by=actor_of(request), at=timezone.now())
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    else:
        messages.success(request, _("Given. The asker reads it with the code of the appointment."))
    return redirect("desk:advice:one", advice_id=found.pk)
