"""Sittings: planned, moved, cancelled, held; and as a file for one's own calendar."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.mediation import frame, table_forms
from commongrid.doors.look import calendars
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.work.mediation import acts
from commongrid.work.mediation.models import Mediation, Sitting


def sitting_or_404(mediation: Mediation, sitting_id: UUID) -> Sitting:
    found = mediation.sittings.filter(pk=sitting_id).first()
    if found is None:
        raise Http404
    found.mediation = mediation
    return found


def choices(request: HttpRequest, mediation: Mediation) -> list[tuple[str, str]]:
    """The parties by name, with the side they stand on."""
    return frame.named(frame.parties(request, mediation))


@opens_for("mediation.run")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, number: str) -> HttpResponse:
    """Plan a sitting; sent twice is once."""
    found = frame.matter_or_404(request, number)
    form = table_forms.SittingForm(
        request.POST or None, initial=_first(found), parties=choices(request, found), has_video=_has_video()
    )
    if request.method == "POST" and form.is_valid():
        invited = [UUID(each) for each in form.cleaned_data["invited"]]
        key, by, at = form.cleaned_data["key"] or secrets.token_urlsafe(18), actor_of(request), timezone.now()
        try:
            acts.schedule(found, form.plan(), invited, key, by=by, at=at)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, say(refused.why))
        else:
            messages.success(request, _("Planned. Everybody invited is told."))
            return redirect("desk:mediation:one", found.number)
    return frame.page(
        request, "sitting_new", {"mediation": found, "form": form}, status=422 if form.errors else 200
    )


def _first(mediation: Mediation) -> dict[str, object]:
    return {"key": secrets.token_urlsafe(18), "minutes": 60, "place": mediation.body.unit.name_zh}


def _has_video() -> bool:
    return bool(settings.HOUSE.video_room)


@opens_for("mediation.run")
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, number: str, sitting_id: UUID) -> HttpResponse:
    """Move it, or write its minutes; what is refused keeps what was written."""
    found = frame.matter_or_404(request, number)
    sitting, parties = sitting_or_404(found, sitting_id), choices(request, found)
    is_move, is_held = "move" in request.POST, "hold" in request.POST
    length = int((sitting.ends_at - sitting.starts_at).total_seconds() // 60)
    first = {"starts_at": sitting.starts_at, "minutes": length, "way": sitting.way, "place": sitting.place}
    moves = table_forms.SittingForm(
        request.POST if is_move else None, initial=first, parties=None, has_video=_has_video()
    )
    invited = [each for each in parties if each[0] in sitting.invited]
    holds = table_forms.MinutesForm(
        request.POST if is_held else None, parties=parties, initial={"came": [pk for pk, _name in invited]}
    )
    form = moves if is_move else holds
    if request.method == "POST" and form.is_valid() and _carried_out(request, sitting, form):
        return redirect("desk:mediation:one", found.number)
    told = {
        "mediation": found,
        "sitting": sitting,
        "moves": moves,
        "holds": holds,
        "link": calendars.video_room(sitting),
        "came": [name for pk, name in parties if pk in sitting.came],
        "invited": [name for _pk, name in invited],
        "is_over": timezone.now() >= sitting.starts_at,
    }
    return frame.page(request, "sitting", told, status=422 if form.errors else 200)


def _carried_out(
    request: HttpRequest, sitting: Sitting, form: table_forms.SittingForm | table_forms.MinutesForm
) -> bool:
    by, at = actor_of(request), timezone.now()
    try:
        if isinstance(form, table_forms.SittingForm):
            acts.reschedule(sitting, form.plan(), by=by, at=at)
            messages.success(request, _("Moved. Everybody invited is told."))
        else:
            came = [UUID(each) for each in form.cleaned_data["came"]]
            acts.hold(sitting, form.cleaned_data["minutes"], came, by=by, at=at)
            messages.success(request, _("Written down."))
    except NotAllowed:
        raise
    except Refused as refused:
        form.add_error(None, say(refused.why))
        return False
    return True


@opens_for("mediation.run")
@require_POST
def cancel(request: HttpRequest, number: str, sitting_id: UUID) -> HttpResponse:
    """It does not take place."""
    found = frame.matter_or_404(request, number)
    try:
        acts.cancel(sitting_or_404(found, sitting_id), by=actor_of(request), at=timezone.now())
        messages.success(request, _("Cancelled. Everybody invited is told."))
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("desk:mediation:one", found.number)


@opens_for("mediation.see")
@require_GET
def calendar(request: HttpRequest, number: str, sitting_id: UUID) -> HttpResponse:
    """The sitting for one's own calendar."""
    found = frame.matter_or_404(request, number)
    return calendars.ics(sitting_or_404(found, sitting_id), found.number)
