"""Report: one page with photos, place and words; the matter is suggested and what is known already is offered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commongrid.base.verdicts import Refused
from commongrid.doors.look import moments, pictures
from commongrid.doors.look.gate import opens_for, person_id, prove_report
from commongrid.doors.portal import choosing, forms, frame, near, placing, sending
from commongrid.registry.people import queries as people
from commongrid.registry.people.models import Person

CHANNELS = {"snap": "snap", "ask": "portal"}


@opens_for("public")
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, mode: str = "snap") -> HttpResponse:
    """The form, and its sending; a form that is not good enough comes back with everything still in it."""
    form = forms.Report(request.POST or None, areas=placing.areas(), initial={"key": forms.new_key()})
    if request.method != "POST":
        request.session.setdefault("reports", True)  # so that even a lost answer finds its way back to this device
        form.initial |= {name: request.GET[name] for name in ("lon", "lat") if name in request.GET}
        return _show(request, form, mode)
    return _posted(request, form, mode)


def _posted(request: HttpRequest, form: forms.Report, mode: str) -> HttpResponse:
    now, key = timezone.now(), str(request.POST.get("key", ""))
    good_key = 8 <= len(key) <= 80 and "\x00" not in key
    known = sending.before(CHANNELS[mode], key) if good_key else None
    if known is not None:
        prove_report(request, known)
        return redirect("portal:receipt", number=known.number)
    if seconds := frame.slow_down(request, "report", sending.SEND_FROM_ONE, at=now):
        form.add_error(None, _("That was very often. Everything is kept; please send it again in %(n)d seconds.") % {"n": seconds})
        return _show(request, form, mode, status=429)
    taken = sending.take_photos(request, key, by=frame.resident(request), at=now) if good_key else pictures.Taken()
    for why in taken.refused:
        form.add_error(None, frame.say(Refused(why.key, **why.facts)))
    if not form.is_valid() or "do" in request.POST:
        return _show(request, form, mode, taken=taken, status=422 if form.errors else 200)
    return _placed(request, form, mode, taken, now)


def _placed(
    request: HttpRequest, form: forms.Report, mode: str, taken: pictures.Taken, now: datetime
) -> HttpResponse:
    told = form.cleaned_data
    found = placing.find(told["lon"], told["lat"], told["area"], told["address"], told["words"])
    if found.fault:
        form.add_error("lon" if told["lon"] is not None else "area", found.fault)
        return _show(request, form, mode, taken=taken, candidates=found.candidates, status=422)
    decided = request.POST.get("follow", "")
    twin = near.open_public_case(decided) if decided not in ("", "none") else None
    known = [] if decided else _known(told, found.area, now)
    if fresh := [one for one in known if one.public.case.number not in request.POST.getlist("seen")]:
        return _show(request, form, mode, taken=taken, known=fresh, is_held=True)
    try:
        receipt = sending.send(request, told, channel=CHANNELS[mode], area=found.area, at=now, twin=twin)
    except Refused as refused:
        form.add_error(None, frame.say(refused))
        return _show(request, form, mode, taken=taken, status=422)
    return redirect("portal:receipt", number=receipt.report.number)


def _known(told: dict[str, Any], area: str, now: datetime) -> list[near.Known]:
    items = choosing.items(told["words"], told["matter"])
    uncertain = told["accuracy"] or 0.0
    return near.twins_of(told["words"], items, told["lon"], told["lat"], area, at=now, uncertain_m=uncertain)


def _show(
    request: HttpRequest,
    form: forms.Report,
    mode: str,
    *,
    taken: pictures.Taken | None = None,
    candidates: Any = (),
    known: list[near.Known] | None = None,
    is_held: bool = False,
    status: int = 200,
) -> HttpResponse:
    words, key = str(form["words"].value() or ""), str(form["key"].value() or "")
    asked = str(request.POST.get("q", ""))
    offered = pictures.first_place(taken.offers) if taken else None
    told = {
        "form": form,
        "mode": mode,
        "pin": _pin(form),
        "pin_text": _pin_text(form),
        "candidates": placing.with_candidates(candidates),
        "known": _cards(_shown_before(form) if known is None else known),
        "is_held": is_held,
        **choosing.shown(words, str(form["matter"].value() or ""), asked),
        "photos_here": sending.photos_here(key) if request.method == "POST" else 0,
        "offered": offered if not form["lon"].value() else None,
        "masked": _masked(request),
    }
    return frame.page(request, "portal/report.html", told, status=status)


def _shown_before(form: forms.Report) -> list[near.Known]:
    """What a form that comes back offered before; offered again it is not asked about a second time."""
    told = getattr(form, "cleaned_data", None)
    if not told or not told.get("words"):
        return []
    place = placing.find(told.get("lon"), told.get("lat"), "", told.get("address", ""), told["words"])
    blank = {"matter": "", "accuracy": None, "lon": None, "lat": None}
    return _known({**blank, **told}, place.area, timezone.now())


def _pin(form: forms.Report) -> tuple[str, str] | None:
    lon, lat = form["lon"].value(), form["lat"].value()
    try:
        return (str(float(lon)), str(float(lat))) if lon and lat else None
    except ValueError:
        return None


def _pin_text(form: forms.Report) -> str:
    """Where the map's pin stands: where it was set, else in the middle, not yet meaning anything."""
    place = _pin(form) or placing.centre()
    return f"{place[0]},{place[1]}" if place else ""


def _masked(request: HttpRequest) -> str:
    person = Person.objects.filter(pk=person_id(request)).first() if person_id(request) else None
    told = people.masked(person) if person else people.NOTHING
    return told.phone or told.email


def _cards(known: list[near.Known]) -> list[dict[str, Any]]:
    """What is offered: what it is, since when, who has it, until when."""
    now = timezone.now()
    return [{"known": one, "words": _offer(one.public, now), "photo": near.photo_of(one.public.case)} for one in known]


def _offer(public: near.Public, now: datetime) -> str:
    case = public.case
    facts = {
        "n": case.reporters,
        "day": moments.day(case.opened_at, now),
        "who": frame.unit_name(case.lead_unit or case.centre),
        "when": moments.promise(case.due_at, now) if case.due_at else "",
    }
    if case.due_at and case.lead_unit:
        return _("%(n)d reported this since %(day)s; %(who)s answers for it until %(when)s. Follow it? You will be told the same and asked when it is closed.") % facts
    return _("%(n)d reported this since %(day)s; it is with %(who)s. Follow it? You will be told the same and asked when it is closed.") % facts


@opens_for("public")
@require_POST
def where(request: HttpRequest) -> HttpResponse:
    """The place of the pin in words, for the line under the map."""
    form = forms.Report(request.POST)
    form.is_valid()
    lon, lat = form.cleaned_data.get("lon"), form.cleaned_data.get("lat")
    found = placing.find(lon, lat, "", "", "") if lon is not None and lat is not None else placing.Found()
    return render(request, "portal/where.html", {"found": found})


@opens_for("public")
@require_POST
def known(request: HttpRequest) -> HttpResponse:
    """The suggestion and what may be known already, while somebody is still writing."""
    form = forms.Report(request.POST)
    form.is_valid()
    told = {**dict.fromkeys(("words", "matter", "address"), ""), **form.cleaned_data}
    words, now = str(told["words"]), timezone.now()
    place = placing.find(told.get("lon"), told.get("lat"), "", str(told["address"]), words)
    items = choosing.items(words, str(told["matter"]))
    found = near.twins_of(words, items, told.get("lon"), told.get("lat"), place.area, at=now)
    asked = str(request.POST.get("q", ""))[:100]
    shown = {
        "now": now,
        "known": _cards(found),
        **choosing.shown(words, str(told["matter"]), asked),
    }
    return render(request, "portal/known.html", shown)
