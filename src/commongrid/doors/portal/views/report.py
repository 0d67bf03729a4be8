"""Report: one page with photos, place and words; the matter is suggested and what is known already is offered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commongrid.base.verdicts import Refused
from commongrid.doors.look import pictures
from commongrid.doors.look.gate import opens_for, person_id, prove_report
from commongrid.doors.portal import choosing, forms, frame, near, offering, placing, sending
from commongrid.registry.people import queries as people
from commongrid.registry.people.models import Person

CHANNELS = {"snap": "snap", "ask": "portal"}
PLACED = ("lon", "lat", "address", "plate")
"""What the page of a plate leads here with."""


@opens_for("public")
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, mode: str = "snap") -> HttpResponse:
    """The form, and its sending; a form that is not good enough comes back with everything still in it."""
    if request.method == "POST":
        return _posted(request, forms.Report(_with_place(request.POST), areas=placing.areas), mode)
    request.session.setdefault(
        "reports", True
    )  # so that even a lost answer finds its way back to this device
    asked = {name: request.GET[name] for name in PLACED if name in request.GET}
    return _show(request, forms.Report(areas=placing.areas, initial={"key": forms.new_key(), **asked}), mode)


def _posted(request: HttpRequest, form: forms.Report, mode: str) -> HttpResponse:
    now, key = timezone.now(), str(request.POST.get("key", ""))
    good_key = 8 <= len(key) <= 80 and "\x00" not in key
    known = sending.before(CHANNELS[mode], key) if good_key else None
    if known is not None:
        prove_report(request, known)
        return redirect("portal:receipt", number=known.number)
    if seconds := frame.slow_down(request, "report", sending.SEND_FROM_ONE, at=now):
        wait = _("That was very often. Everything is kept; please send it again in %(n)d seconds.")
        form.add_error(None, wait % {"n": seconds})
        return _show(request, form, mode, status=429)
    taken = (
        sending.take_photos(request, key, by=frame.resident(request), at=now)
        if good_key
        else pictures.Taken()
    )
    for why in taken.refused:
        form.add_error(None, frame.say(Refused(why.key, **why.facts)))
    if not form.is_valid() or {"do", "place"} & set(request.POST):
        return _show(request, form, mode, taken=taken, status=422 if form.errors else 200)
    return _placed(request, form, mode, taken, now)


def _with_place(sent: QueryDict) -> QueryDict:
    """What was sent, with the photo's own place in it where the sender has agreed to that."""
    if "place" not in sent:
        return sent
    told = sent.copy()
    lon, _comma, rest = str(sent["place"]).partition(",")
    told["lon"], (told["lat"], _comma, told["taken"]) = lon, rest.partition(",")
    return told


def _placed(
    request: HttpRequest, form: forms.Report, mode: str, taken: pictures.Taken, now: datetime
) -> HttpResponse:
    told = {**form.cleaned_data, "pointed": choosing.pointed(form.cleaned_data["words"])}
    found = placing.find(told["lon"], told["lat"], told["area"], told["address"], told["words"])
    if found.fault:
        form.add_error("lon" if told["lon"] is not None else "area", found.fault)
        return _show(request, form, mode, taken=taken, candidates=found.candidates, status=422)
    decided = request.POST.get("follow", "")
    twin = near.open_public_case(decided) if decided not in ("", "none") else None
    fresh = [] if decided else offering.unseen(told, found.area, request.POST.getlist("seen"), now)
    if fresh:
        return _show(request, form, mode, taken=taken, held=fresh)
    try:
        receipt = sending.send(request, told, channel=CHANNELS[mode], area=found.area, at=now, twin=twin)
    except Refused as refused:
        form.add_error(None, frame.say(refused))
        return _show(request, form, mode, taken=taken, status=422)
    return redirect("portal:receipt", number=receipt.report.number)


def _show(
    request: HttpRequest,
    form: forms.Report,
    mode: str,
    *,
    taken: pictures.Taken | None = None,
    candidates: Any = (),
    held: list[near.Known] | None = None,
    status: int = 200,
) -> HttpResponse:
    words, key = str(form["words"].value() or ""), str(form["key"].value() or "")
    offered = pictures.first_place(taken.offers) if taken else None
    told = {
        "form": form,
        "mode": mode,
        "pin": _pin(form),
        "pin_text": _pin_text(form),
        "candidates": placing.with_candidates(candidates),
        "known": offering.cards(held or offering.again(form, timezone.now()), timezone.now()),
        "is_held": bool(held),
        **choosing.shown(words, str(form["matter"].value() or ""), str(request.POST.get("q", ""))[:100]),
        "photos_here": sending.photos_here(key) if request.method == "POST" else 0,
        "offered": offered if not form["lon"].value() else None,
        "masked": _masked(request),
    }
    return frame.page(request, "portal/report.html", told, status=status)


def _pin(form: forms.Report) -> tuple[float, float] | None:
    try:
        return float(form["lon"].value() or ""), float(form["lat"].value() or "")
    except (TypeError, ValueError):
        return None


def _pin_text(form: forms.Report) -> str:
    """Where the map's pin stands: where it was set, else in the middle, not yet meaning anything."""
    place = _pin(form) or placing.centre()
    return f"{place[0]},{place[1]}" if place else ""


def _masked(request: HttpRequest) -> str:
    """Where the reader is told, when they have proven a contact."""
    known_by = person_id(request)
    person = Person.objects.filter(pk=known_by).first() if known_by else None
    told = people.masked(person) if person else people.NOTHING
    return told.phone or told.email
