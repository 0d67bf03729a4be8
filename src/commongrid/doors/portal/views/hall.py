"""The hall of a service point: taking a number by phone or at the hall's screen, the number's own page, photos for the counter."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commongrid.base.files.terms import Stage
from commongrid.base.verdicts import Refused
from commongrid.doors.look import facts, pictures
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import forms, frame, points
from commongrid.intake import queries as intake
from commongrid.registry.people.terms import Limit
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.points import queries as registry
from commongrid.registry.points import rules as offering
from commongrid.work.reception import acts, queries, rules
from commongrid.work.reception.models import Ticket
from commongrid.work.reception.terms import LETTERS, Source

TAKE_FROM_ONE = (Limit("minute", 60, 4), Limit("day", 86_400, 20))
TAKE_AT_A_HALL = (Limit("minute", 60, 20), Limit("day", 86_400, 600))
"""Numbers taken by one client, and at the screen of a hall, behind whose address a whole queue may stand."""
PHOTOS_FROM_ONE = (Limit("minute", 60, 30), Limit("day", 86_400, 300))


def point_or_404(code: str) -> ServicePoint:
    found = registry.find(code) if "\x00" not in code else None
    if found is None:
        raise Http404
    return found


@opens_for("public")
@require_POST
def take(request: HttpRequest, code: str) -> HttpResponse:
    """A number by phone; its page is the address it leads to."""
    return _taken(request, point_or_404(code), Source.PORTAL) or redirect("portal:point", code=code)


def _taken(request: HttpRequest, point: ServicePoint, source: Source) -> HttpResponse | None:
    """Take one and go on to it; the page again, with why, when there is none to have."""
    now = timezone.now()
    limits = TAKE_AT_A_HALL if source == Source.HALL else TAKE_FROM_ONE
    key = str(request.POST.get("key", ""))
    known = Ticket.objects.filter(key=key).first() if 8 <= len(key) <= 80 and "\x00" not in key else None
    if known is None and (seconds := frame.slow_down(request, f"ticket_{source}", limits, at=now)):
        return frame.too_often(request, seconds)
    try:
        got = known or acts.take(
            point, str(request.POST.get("service", ""))[:12], key, source,
            by=intake.reporter(), at=now, day=timezone.localdate(),
        )  # fmt: skip
    except Refused as refused:
        return _hall(request, point, source, fault=frame.say(refused), status=409)
    if source == Source.HALL:
        return redirect(f"{request.path}?ticket={got.pk}")
    return redirect("portal:ticket", ticket_id=got.pk)


@opens_for("public")
@never_cache
@require_http_methods(["GET", "POST"])
def kiosk(request: HttpRequest, code: str) -> HttpResponse:
    """The hall's screen: large buttons, the number just taken, and who is called; nobody's name."""
    point = point_or_404(code)
    if request.method == "POST":
        answer = _taken(request, point, Source.HALL)
        if answer is not None:
            return answer
    return _hall(request, point, Source.HALL)


def _hall(
    request: HttpRequest, point: ServicePoint, source: Source, *, fault: str = "", status: int = 200
) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    told = {
        "point": points.one(point, now),
        "services": services(point, now),
        "key": forms.new_key(),
        "fault": fault,
        "called": [shown(one) for one in queries.called(point.pk, today)],
        "got": _just_taken(request, point),
        "is_hall": source == Source.HALL,
    }
    return frame.page(request, "portal/hall.html", told, status=status)


def services(point: ServicePoint, now: datetime) -> list[dict[str, Any]]:
    """What numbers can be taken for at a point, with how many wait; none while it is shut."""
    if not registry.standing(point, now).answer.is_open:
        return []
    waiting, language = queries.how_many(point.pk, timezone.localdate()), get_language() or "zh-hans"
    return [
        {"code": one, "name": facts.word("point_service", one, language), "waiting": waiting.get(one, 0)}
        for one in offering.services_of(point.services)
        if one in LETTERS
    ]


def _just_taken(request: HttpRequest, point: ServicePoint) -> dict[str, Any] | None:
    try:
        found = queries.find(UUID(request.GET.get("ticket", "")))
    except ValueError:
        return None
    return shown(found) if found is not None and found.point_id == point.pk else None


def shown(ticket: Ticket) -> dict[str, Any]:
    """A ticket in words: its number, where it is called to, and how long it still waits."""
    verdict = queries.wait_of(ticket) if ticket.state == "waiting" else None
    return {
        "id": ticket.pk,
        "spoken": rules.spoken(ticket.service, ticket.number),
        "service": facts.word("point_service", ticket.service, get_language() or "zh-hans"),
        "state": ticket.state,
        "counter": ticket.counter,
        "wait": verdict.why[0] if verdict else None,
        "is_today": ticket.day == timezone.localdate(),
    }


@opens_for("public")
@never_cache
@require_GET
def ticket(request: HttpRequest, ticket_id: UUID) -> HttpResponse:
    """One number: how many are before it, and where it is called to. Whoever has the address has the number."""
    found = queries.find(ticket_id)
    if found is None:
        raise Http404
    told = {"ticket": shown(found), "point": points.one(found.point, timezone.now())}
    return frame.page(request, "portal/ticket.html", told)


@opens_for("public")
@never_cache
@require_http_methods(["GET", "POST"])
def photos(request: HttpRequest, token: str) -> HttpResponse:
    """A visitor's phone sends photos to the counter it stands at; the page closes after half an hour."""
    now = timezone.now()
    sitting = queries.sitting_by(token, now) if "\x00" not in token else None
    if sitting is None:
        return frame.page(request, "portal/counter_photos.html", {"is_over": True}, status=404)
    taken = pictures.Taken()
    if request.method == "POST":
        if seconds := frame.slow_down(request, "counter_photos", PHOTOS_FROM_ONE, at=now):
            return frame.too_often(request, seconds)
        owner = f"report:{sitting.pk}"
        taken = pictures.take_in(request, owner, Stage.REPORT, by=intake.reporter(), at=now)
        if taken.photos and not taken.refused:
            return redirect(f"{request.path}?sent={len(taken.photos)}")
    faults = [frame.say(Refused(why.key, **why.facts)) for why in taken.refused]
    sent = request.GET.get("sent", "")
    told = {"faults": faults, "sent": int(sent) if sent.isdecimal() and len(sent) < 3 else 0}
    return frame.page(request, "portal/counter_photos.html", told, status=422 if faults else 200)
