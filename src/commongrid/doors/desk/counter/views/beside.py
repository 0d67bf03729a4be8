"""What helps while somebody is typing at the counter: who it is, what it may be, and the photos of the visitor's phone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.access import rules as access
from commongrid.base.files import queries as files
from commongrid.base.verdicts import Refused
from commongrid.cases import numbers
from commongrid.doors.desk.counter import forms, frame
from commongrid.doors.desk.counter.placing import area_of
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.intake import alike, twins
from commongrid.intake.suggestion import suggest
from commongrid.registry.matters import queries as matters
from commongrid.registry.people import acts as people
from commongrid.registry.people import queries as persons
from commongrid.work.reception import acts, queries

MOST_WORDS = 2000


@opens_for("counter.serve")
@require_POST
def known(request: HttpRequest) -> HttpResponse:
    """What the words point to, and open cases that may be the same, as far as the reader may see them."""
    words = str(request.POST.get("words", ""))[:MOST_WORDS].replace("\x00", "")
    here, now, actor = frame.seat(request), timezone.now(), actor_of(request)
    if here is None or len(words.strip()) < 2:
        return render(request, "desk/counter/known.html", {})
    items, language = matters.kept().items, get_language() or "zh-hans"
    told = [items[one.code] for one in suggest(words).answer if one.code in items]
    chosen = items.get(str(request.POST.get("matter", "")))
    area = area_of(str(request.POST.get("address", ""))[:200].replace("\x00", ""), here.point.division_id)
    sighting = twins.Sighting("", now, (chosen,) if chosen else tuple(told[:1]), words, None, None, area)
    found = [one for one in alike.find(sighting, now) if access.may(actor, "cases.see", one.case).answer]
    context: dict[str, Any] = {
        "guess": told[0].name(language).words if told and chosen is None else "",
        "twins": [(one, numbers.spoken(one.case.number)) for one in found if one.probably],
        "may_follow": access.has(actor, "reports.follow"),
        "now": now,
    }
    return render(request, "desk/counter/known.html", context)


@opens_for("people.unmask")
@require_POST
def person(request: HttpRequest) -> HttpResponse:
    """Is somebody known by this number? Shown masked; the look is in the access log."""
    phone, told = str(request.POST.get("phone", ""))[:40].replace("\x00", ""), {"fault": ""}
    found = None
    if sum(sign.isdigit() for sign in phone) >= 6:
        try:
            why = _("Taken down at the counter")
            found = people.look_up(phone, by=actor_of(request), at=timezone.now(), why=why)
            told["asked"] = "yes"
        except Refused as refused:
            told["fault"] = say(refused.why)
    masked = persons.masked_by_id([found]).get(found) if found else None
    return render(request, "desk/counter/person.html", {**told, "masked": masked})


@opens_for("counter.serve")
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """A code on the screen: the visitor's phone opens a page with it and sends photos."""
    here, key = frame.seat(request), forms.key_of(str(request.POST.get("key", "")))
    if here is None or key is None:
        raise Http404
    try:
        sitting = acts.begin(key, here.point.division_id, by=actor_of(request), at=timezone.now())
    except Refused as refused:
        return render(request, "desk/counter/photos.html", {"fault": say(refused.why)}, status=409)
    address = request.build_absolute_uri(reverse("portal:photos", args=[sitting.token]))
    drawn = segno.make(address, error="m").svg_inline(
        scale=4, border=2, svgclass="qr", lineclass=None, omitsize=True
    )
    told = {"qr": mark_safe(drawn), "address": address, "sitting": sitting, "photos": _photos(sitting.pk)}  # noqa: S308 (drawn from an address of ours)
    return render(request, "desk/counter/photos.html", told)


@opens_for("counter.serve")
@never_cache
@require_GET
def arrived(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """The photos that have arrived so far."""
    if queries.sitting(sitting_id, actor_of(request).account_id or 0) is None:
        raise Http404
    return render(request, "desk/counter/arrived.html", {"photos": _photos(sitting_id), "id": sitting_id})


def _photos(sitting_id: UUID) -> list[UUID]:
    return [one.pk for one in files.photos([f"report:{sitting_id}"])]


@opens_for("counter.serve")
@require_GET
def thumb(request: HttpRequest, sitting_id: UUID, photo_id: UUID) -> HttpResponse:
    """One of them, small; only for whoever sits at that form."""
    mine = queries.sitting(sitting_id, actor_of(request).account_id or 0)
    found = (
        next((one for one in files.photos([f"report:{sitting_id}"]) if one.pk == photo_id), None)
        if mine
        else None
    )
    if found is None:
        raise Http404
    try:
        served = files.serve(found, "thumb")
    except Refused as gone:
        raise Http404 from gone
    answer = HttpResponse(served.path.read_bytes(), content_type=served.media_type)
    answer["Cache-Control"], answer["X-Content-Type-Options"] = "private, max-age=600", "nosniff"
    return answer
