"""Standing at a place: checking in by plate, position or photo, or saying why it could not be looked at."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commongrid.base.access import rules as access
from commongrid.base.files.terms import Stage
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.field import demanded, forms, frame, kept, rounds, sending, walking
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.doors.look.sentences import say
from commongrid.registry.checklists import queries as checklists
from commongrid.work.patrol import acts, queries, rules
from commongrid.work.patrol.models import Stop
from commongrid.work.patrol.terms import Place, Shown, Skip, StopState


def place_or_404(request: HttpRequest, code: str) -> Place:
    found = queries.place_of(code) if "\x00" not in code else None
    if found is None:
        raise Http404
    require(request, "patrol.walk", found)
    return found


@opens_for("patrol.walk")
@sending.sendable
@require_http_methods(["GET", "POST"])
def checkin(request: HttpRequest, code: str) -> HttpResponse:
    """One page at the place; sent twice is once, and what needs a reason is said without losing anything."""
    place = place_or_404(request, code)
    form = walking.CheckIn(
        request.POST or None, initial={"key": forms.new_key(), "plate": request.GET.get("plate", "")}
    )
    if request.method == "POST" and "key" not in form.errors:
        owner = _owner(request, form)
        by, at = actor_of(request), timezone.now()
        kept.take(request, form, owner, Stage.EVIDENCE, by=by, at=at, keeps_place=False)
        sent = _send(request, form, place, owner) if form.is_valid() else None
        if sent is not None:
            return sent
    return _show(request, form, place)


def _owner(request: HttpRequest, form: walking.CheckIn) -> str:
    return f"checkin:{rules.checkin_id(actor_of(request).account_id, str(form['key'].value()))}"


def _send(request: HttpRequest, form: walking.CheckIn, place: Place, owner: str) -> HttpResponse | None:
    """Keep it and lead on to the round; None when it needs a reason, which the page then asks for."""
    told, actor = form.cleaned_data, actor_of(request)
    shown = Shown(
        told["key"], told["lon"], told["lat"], told["plate"], told["reason"], told["note"], actor.captured_at
    )
    try:
        acts.check_in(place, shown, kept.count(owner, Stage.EVIDENCE), by=actor, at=timezone.now())
    except NotAllowed:
        raise
    except Refused as refused:
        field = {"patrol.far": "reason", "patrol.shown_by_nothing": "reason", "patrol.other_plate": "plate"}
        form.add_error(field.get(refused.why.key), say(refused.why))
        return None
    messages.success(request, _("Checked in: %(name)s.") % {"name": place.name})
    return redirect("field:patrol")


def _show(
    request: HttpRequest, form: walking.CheckIn, place: Place, skipped: walking.Skipped | None = None
) -> HttpResponse:
    is_back = request.method == "POST" and skipped is None
    told: dict[str, Any] = {
        # What a device that sends is told of errors stands on this one.
        "form": skipped or form,
        "checkin_form": form,
        "skip_form": skipped or walking.Skipped(initial={"key": forms.new_key()}),
        "place": place,
        "stop": _stop(request, place.code),
        "taken": kept.count(_owner(request, form), Stage.EVIDENCE) if is_back else 0,
        "asks_why": bool(form["reason"].errors or form["reason"].value()),
        **_asked(request, place),
        "may_find": access.has(actor_of(request), "reports.receive"),
        **rounds.days(),
    }
    return frame.page(
        request, "field/checkin.html", told, tab="today", status=422 if told["form"].errors else 200
    )


def _stop(request: HttpRequest, code: str) -> Stop | None:
    """The place's stop on the round of the day it was looked at: what a device sends late is about that day."""
    actor = actor_of(request)
    found = queries.round_of(actor.post_id or 0, timezone.localdate(actor.captured_at or timezone.now()))
    return next((one for one in queries.stops_of(found) if one.code == code), None) if found else None


def _asked(request: HttpRequest, place: Place) -> dict[str, Any]:
    """What the demands at this place ask to be looked at; a checklist is a button where it may be taken here."""
    asked = demanded.Names().asked_by(queries.asked_at(place.code, timezone.localdate()))
    may = place.premises_id is not None and access.has(actor_of(request), "inspections.make")
    fit = {each.code for each in checklists.in_use(place.kind)} if may else set()
    return {"asked": asked, "takes": [each for each in asked.checklists if each[0] in fit]}


@opens_for("patrol.walk")
@sending.sendable
@require_http_methods(["POST"])
def skip(request: HttpRequest, code: str) -> HttpResponse:
    """It could not be looked at: why; it stays due."""
    place = place_or_404(request, code)
    form = walking.Skipped(request.POST)
    stop = _stop(request, code)
    if form.is_valid():
        told = form.cleaned_data
        try:
            if stop is None:
                raise Refused("patrol.not_in_round", name=place.name)
            done = acts.skip(
                stop, told["words"], by=actor_of(request), at=timezone.now(), why=Skip(told["why"])
            )
            words = _("Noted. It stays due.") if done.state == StopState.SKIPPED else _("It is done already.")
            messages.success(request, words)
            return redirect("field:patrol")
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error("words" if stop else None, say(refused.why))
    return _show(request, walking.CheckIn(initial={"key": forms.new_key()}), place, form)
