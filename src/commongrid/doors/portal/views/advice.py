"""Legal advice: where and when, booking without a name, and what the code of an appointment opens."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commongrid.base.verdicts import Refused
from commongrid.doors.look import appointments as calendars
from commongrid.doors.look import papers as setting
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import advice_paper, advising, forms, frame
from commongrid.doors.portal.advice_forms import Book, Code, Slots
from commongrid.intake import queries as intake
from commongrid.registry.appointments import acts as appointments
from commongrid.registry.appointments import queries as booked
from commongrid.registry.appointments.models import Appointment
from commongrid.registry.appointments.rules import clean
from commongrid.registry.people.terms import Limit
from commongrid.work.advice import acts, queries
from commongrid.work.advice.models import Advice
from commongrid.work.advice.terms import State

CODE = "advice_code"
BOOK_FROM_ONE = (Limit("minute", 60, 4), Limit("day", 86_400, 20))
CODES_FROM_ONE = (Limit("minute", 60, 8), Limit("day", 86_400, 80))


@opens_for("public")
@never_cache
@require_http_methods(["GET", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """Points with duty lawyers, their hours and what is free next; a code leads back to an appointment."""
    form = Code(request.POST or None)
    if request.method == "POST":
        if seconds := frame.slow_down(request, "advice_code", CODES_FROM_ONE, at=timezone.now()):
            return frame.too_often(request, seconds)
        if form.is_valid() and any(_behind(form.cleaned_data["code"])):
            request.session[CODE] = clean(form.cleaned_data["code"])
            return redirect("portal:advice_mine")
        if form.is_valid():
            form.add_error("code", _("No appointment has this code. Look at it once more."))
    asked = request.GET.get("q", "").strip()[:100].replace("\x00", "")
    told = {**advising.points(asked, timezone.now()), "form": form, "has_code": CODE in request.session}
    return frame.page(request, "portal/advice.html", told, status=422 if form.errors else 200)


def _behind(code: str) -> tuple[Appointment | None, Advice | None]:
    return booked.by_code(code), queries.by_code(code)


@opens_for("public")
@never_cache
@require_http_methods(["GET", "POST"])
def book(request: HttpRequest, code: str) -> HttpResponse:
    """A time at a point; sent twice it is one appointment, and what was written stays when it is refused."""
    point, now = advising.point_or_404(code), timezone.now()
    form = Book(request.POST or None, slots=queries.free(point.pk, now), initial={"key": forms.new_key()})
    key = str(request.POST.get("key", ""))
    known = booked.by_key(key) if 8 <= len(key) <= 80 and "\x00" not in key else None
    if known is not None:
        return _remember(request, booked.code_of(key))
    if request.method == "POST":
        if seconds := frame.slow_down(request, "advice_book", BOOK_FROM_ONE, at=now):
            return frame.too_often(request, seconds)
        if form.is_valid() and (made := _booked(form)):
            return _remember(request, made)
    told = {"point": point, "form": form}
    return frame.page(request, "portal/advice_book.html", told, status=422 if form.errors else 200)


def _remember(request: HttpRequest, code: str) -> HttpResponse:
    request.session[CODE] = code
    return redirect("portal:advice_mine")


def _booked(form: Book) -> str:
    """The code of what was booked; "" where it was refused, with the reason in the form."""
    told, (session_id, starts_at) = form.cleaned_data, form.chosen()
    session = booked.session(session_id)
    try:
        if session is None:
            raise Refused("appointments.no_slot")
        return appointments.book(
            session, starts_at, told["key"], words=told["words"], phone=told["phone"],
            language=frame.language(), by=intake.reporter(), at=timezone.now(),
        )[1]  # fmt: skip
    except Refused as refused:
        form.add_error(None, frame.say(refused))
        return ""


@opens_for("public")
@never_cache
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """The appointment of the code in this session, and the written advice once it is given."""
    return _mine(request)


def _mine(request: HttpRequest, form: Slots | None = None) -> HttpResponse:
    code = request.session.get(CODE, "")
    booking, advice = _behind(code)
    if booking is None and advice is None:
        return redirect("portal:advice")
    told = advising.shown(code, booking, advice, timezone.now())
    return frame.page(
        request,
        "portal/advice_mine.html",
        {**told, **({"form": form} if form else {})},
        status=422 if form else 200,
    )


@opens_for("public")
@never_cache
@require_POST
def act(request: HttpRequest, deed: str) -> HttpResponse:
    """`move`, `cancel`, or `leave` this page on a shared device."""
    booking, advice = _behind(request.session.get(CODE, ""))
    if deed == "leave":
        request.session.pop(CODE, None)
        return redirect("portal:advice")
    if booking is None or deed not in ("move", "cancel"):
        raise Http404
    by, now = intake.reporter(), timezone.now()
    if deed == "cancel":
        return _done(
            request,
            lambda: acts.cancel(booking, by=by, at=now),
            _("Cancelled. The time is free for somebody else."),
        )
    form = Slots(request.POST, slots=advising.slots(booking, advice, now))
    if not form.is_valid():
        return _mine(request, form)
    session_id, starts_at = form.chosen()
    to = booked.session(session_id)
    if to is None:
        raise Http404
    return _done(
        request,
        lambda: acts.move(booking, to, starts_at, by=by, at=now),
        _("Moved. The code stays the same."),
    )


def _done(request: HttpRequest, deed: Any, said: str) -> HttpResponse:
    try:
        deed()
    except Refused as refused:
        messages.error(request, frame.say(refused))
    else:
        messages.success(request, said)
    return redirect("portal:advice_mine")


@opens_for("public")
@never_cache
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """The appointment for one's own calendar; it says when and where, not for what."""
    booking = booked.by_code(request.session.get(CODE, ""))
    if booking is None:
        raise Http404
    return calendars.ics(booking)


@opens_for("public")
@never_cache
@require_GET
def paper(request: HttpRequest) -> HttpResponse:
    """The advice as a PDF, once it is given."""
    advice = queries.by_code(request.session.get(CODE, ""))
    if advice is None or advice.state != State.GIVEN or advice.given_at is None:
        raise Http404
    return setting.answer(advice_paper.of(advice, advice.given_at), "pdf", "advice")
