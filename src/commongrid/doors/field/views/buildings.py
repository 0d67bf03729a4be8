"""A captain's buildings: what is due there, rooms, tasks, gaps to mend, and thanks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commongrid.base.notices import queries as notices
from commongrid.base.verdicts import NotAllowed, Refused, Why
from commongrid.doors.field import counting, forms, frame, sending
from commongrid.doors.look import landlords
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.doors.look.sentences import say
from commongrid.registry.premises import queries as premises
from commongrid.registry.premises.models import Premises
from commongrid.work.captains import acts, queries
from commongrid.work.captains.models import SelfGap
from commongrid.work.captains.rules import MOST_FLOORS

SERVE = "captains.serve"
FEWEST_LINES, MORE, NEWS = 3, 2, 5


@opens_for(SERVE)
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """The buildings I answer for, those where something is due first."""
    found = queries.buildings_of(actor_of(request).post_id or 0, timezone.localdate())
    due = [each for each in found if not each.is_quiet]
    news = notices.inbox(actor_of(request), size=NEWS).notices
    told = {
        "due": due,
        "quiet": [each for each in found if each.is_quiet],
        "news": [(each, Why(each.kind, each.facts)) for each in news],
    }
    return frame.page(request, "field/buildings.html", told, tab="buildings")


def building_or_404(request: HttpRequest, code: str) -> Premises:
    """A building of an address, for its captain only."""
    found = premises.find(code) if "\x00" not in code else None
    if found is None:
        raise Http404
    require(request, SERVE, found)
    return found


@opens_for(SERVE)
@require_GET
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one building on one page, what is due on top."""
    place, today = building_or_404(request, code), timezone.localdate()
    serving, rooms, looks = queries.serving(place), queries.rooms_of(place), queries.checks_of(place)
    told: dict[str, Any] = {
        "premises": place,
        "captaincy": serving,
        "key": forms.new_key(),
        "rooms": rooms,
        "rooms_over": rooms is not None and rooms.until < today,
        "tasks": queries.tasks_of([place.pk]),
        "gaps": [(gap, _question(gap)) for gap in queries.own_gaps(place)],
        "lists": [(each, each.name(_language())) for each in queries.offered(place)],
        "looks": looks,
        "looked": bool(looks) and (looks[0].on.year, looks[0].on.month) == (today.year, today.month),
        "thanks": queries.thanks_of([serving]) if serving else [],
        "duties": landlords.duties(_language()),
        "today": today,
    }
    return frame.page(request, "field/building.html", told, tab="buildings")


def _language() -> str:
    return get_language() or "zh-hans"


def _question(gap: SelfGap) -> str:
    """The question a gap was found by, in the reader's language."""
    name = "en" if _language().startswith("en") else "zh"
    found = (str(each[name]) for each in gap.look.edition.questions if each["code"] == gap.question)
    return next(found, gap.question)


@opens_for(SERVE)
@sending.sendable
@require_http_methods(["GET", "POST"])
def rooms(request: HttpRequest, code: str) -> HttpResponse:
    """How many rooms are let, vacant and the house's own, by floor; "all as before" is one tap on the page before."""
    place = building_or_404(request, code)
    before = queries.rooms_of(place)
    floors = queries.floors_of(before) if before else ()
    asked = request.POST.get("lines") or request.GET.get("lines", "")
    lines = int(asked) if asked.isdecimal() and len(asked) < 4 else place.floors or FEWEST_LINES
    lines = min(max(lines, 1), MOST_FLOORS)
    form = counting.Rooms(request.POST or None, floors=floors, more=lines, initial={"key": forms.new_key()})
    if request.method == "POST" and form.is_valid():
        try:
            acts.confirm_rooms(
                place, form.floors(), form.cleaned_data["key"], by=actor_of(request), at=timezone.now()
            )
            messages.success(request, _("Confirmed. Thank you."))
            return redirect("field:building", code=code)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, say(refused.why))
    told = {"premises": place, "form": form, "before": before, "lines": lines, "more": lines + MORE}
    return frame.page(request, "field/rooms.html", told, tab="buildings", status=422 if form.errors else 200)


@opens_for(SERVE)
@sending.sendable
@require_POST
def mend(request: HttpRequest, code: str, gap_id: int) -> HttpResponse:
    """A gap is mended."""
    place = building_or_404(request, code)
    if not SelfGap.objects.filter(pk=gap_id, premises=place).exists():
        raise Http404
    acts.mend(gap_id, by=actor_of(request), at=timezone.now())
    messages.success(request, _("Noted as put right. Thank you."))
    return redirect("field:building", code=code)


@opens_for(SERVE)
@sending.sendable
@require_POST
def answer(request: HttpRequest, code: str, task_id: UUID) -> HttpResponse:
    """A task is done here, or cannot be done and why."""
    place, told = building_or_404(request, code), request.POST
    note = told.get("note", "").replace("\x00", "")[:300]
    try:
        acts.answer(task_id, place.pk, told.get("answer", ""), note, by=actor_of(request), at=timezone.now())
        messages.success(request, _("Answered. Whoever asked sees it."))
    except NotAllowed:
        raise
    except Refused as refused:
        if sending.is_device(request):
            raise
        messages.error(request, say(refused.why))
    return redirect("field:building", code=code)


@opens_for(SERVE)
@require_POST
def thanks(request: HttpRequest, code: str, thanks_id: UUID) -> HttpResponse:
    """Let a thanks be read by everybody, or not any more."""
    building_or_404(request, code)
    found = queries.commendation(thanks_id)
    if found is None or found.premises.code != code:
        raise Http404
    acts.show(found, on="show" in request.POST, by=actor_of(request), at=timezone.now())
    return redirect("field:building", code=code)
