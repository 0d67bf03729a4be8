"""Appointments at a service point: book without a name, come back with a code, move, cancel, put it into a calendar."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commongrid.base.verdicts import Refused
from commongrid.doors.look import appointments as files
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import booking, frame, points
from commongrid.doors.portal.views.hall import point_or_404
from commongrid.intake import queries as intake
from commongrid.registry.appointments import acts, queries, rules
from commongrid.registry.appointments.models import Appointment, Session
from commongrid.registry.people.terms import Limit


@opens_for("public")
@never_cache
@require_http_methods(["GET", "POST"])
def book(request: HttpRequest, code: str, service: str) -> HttpResponse:
    """A time of a service at a point; sent twice is once, and what was written stays when the time is gone."""
    point, now = point_or_404(code), timezone.now()
    if not queries.sessions(service[:12], [point.pk], timezone.localdate()).exists():
        raise Http404
    form: booking.Book = booking.free(request, point.pk, service, booking.Book)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"]
        known = queries.by_key(key)
        if known is None and (seconds := _slow(request, "book", booking.BOOK_FROM_ONE)):
            return frame.too_often(request, seconds)
        session_id, starts_at = form.chosen()
        try:
            session = known.session if known else _session_or_404(session_id)
            _made, mine = acts.book(
                session, starts_at, key, words=form.cleaned_data["words"], phone=form.cleaned_data["phone"],
                language=frame.language(), by=intake.reporter(), at=now,
            )  # fmt: skip
        except Refused as refused:
            form.add_error("slot", frame.say(refused))
        else:
            return redirect("portal:appointment", code=mine)
    told = {"form": form, "point": points.one(point, now), "service": service}
    return frame.page(request, "portal/book.html", told, status=422 if form.errors else 200)


def _slow(request: HttpRequest, what: str, limits: tuple[Limit, ...]) -> int:
    return frame.slow_down(request, f"appointment-{what}", limits, at=timezone.now())


def _session_or_404(session_id: object) -> Session:
    found = queries.session(session_id)  # type: ignore[arg-type]
    if found is None:
        raise Http404
    return found


@opens_for("public")
@never_cache
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Come back with a code."""
    form = booking.Code(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = queries.by_code(form.cleaned_data["code"])
        if found is not None:
            return redirect("portal:appointment", code=rules.clean(form.cleaned_data["code"]))
        if seconds := _slow(request, "code", booking.CODES_FROM_ONE):
            return frame.too_often(request, seconds)
        form.add_error("code", _("No appointment has this code. They are deleted 30 days after their time."))
    return frame.page(request, "portal/appointments.html", {"form": form}, status=422 if form.errors else 200)


def _found(request: HttpRequest, code: str) -> Appointment | HttpResponse:
    """The appointment of a code; guessing is slowed down, and what is not there is not there."""
    found = queries.by_code(code) if "\x00" not in code else None
    if found is not None:
        return found
    if seconds := _slow(request, "code", booking.CODES_FROM_ONE):
        return frame.too_often(request, seconds)
    raise Http404


@opens_for("public")
@never_cache
@require_GET
def one(request: HttpRequest, code: str) -> HttpResponse:
    """When, where, and what can still be changed. Whoever has the code has the appointment."""
    found = _found(request, code)
    if isinstance(found, HttpResponse):
        return found
    return frame.page(request, "portal/appointment.html", booking.told(found, code))


@opens_for("public")
@never_cache
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, code: str) -> HttpResponse:
    """Another time of the same service at the same point."""
    found = _found(request, code)
    if isinstance(found, HttpResponse):
        return found
    form: booking.Move = booking.free(request, found.session.point_id, found.session.service, booking.Move)
    if request.method == "POST" and form.is_valid():
        session_id, starts_at = form.chosen()
        try:
            to = _session_or_404(session_id)
            acts.move(found, to, starts_at, by=intake.reporter(), at=timezone.now())
        except Refused as refused:
            form.add_error("slot", frame.say(refused))
        else:
            messages.success(request, _("Moved. A calendar that has it needs the file once more."))
            return redirect("portal:appointment", code=code)
    told = {**booking.told(found, code), "form": form}
    return frame.page(request, "portal/appointment_move.html", told, status=422 if form.errors else 200)


@opens_for("public")
@require_POST
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Call it off; the time is free for somebody else at once."""
    found = _found(request, code)
    if isinstance(found, HttpResponse):
        return found
    try:
        acts.cancel(found, by=intake.reporter(), at=timezone.now())
    except Refused as refused:
        messages.error(request, frame.say(refused))
    return redirect("portal:appointment", code=code)


@opens_for("public")
@require_GET
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """For one's own calendar: when and where, not for what."""
    found = _found(request, code)
    return found if isinstance(found, HttpResponse) else files.ics(found)
