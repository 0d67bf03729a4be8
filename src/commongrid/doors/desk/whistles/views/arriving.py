"""Reporting in on the spot: by the code the caller shows, or by the phone's position, of which only a band is kept."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.cases import acts, rules
from commongrid.cases.models import Case
from commongrid.cases.queries import for_act
from commongrid.cases.terms import ArrivedBy, Near
from commongrid.doors.desk import frame
from commongrid.doors.desk.views.cases import case_or_404
from commongrid.doors.desk.whistles import codes
from commongrid.doors.desk.whistles.views.calls import case_of
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.doors.look.sentences import say
from commongrid.registry.places import coordinates


class PositionForm(forms.Form):
    """Where the phone is, and words for whoever is far off."""

    lon = forms.FloatField(min_value=-180, max_value=180)
    lat = forms.FloatField(min_value=-90, max_value=90)
    why = forms.CharField(max_length=200, required=False)


@opens_for("cases.answer_whistle")
@require_http_methods(["GET", "POST"])
def by_code(request: HttpRequest, code: str) -> HttpResponse:
    """GET: whose call it is and a button; POST: there. A code that has run out says to scan the one shown now."""
    number = codes.number_in(code)
    if number is None:
        return frame.page(request, "desk/whistles/stale.html", {}, status=410)
    if request.method == "GET":
        case = case_of(request, number)
        require(request, "cases.answer_whistle", case)
        return frame.page(request, "desk/whistles/here.html", {"case": case, "code": code})
    return _arrive(request, case_or_404(number, for_act), ArrivedBy.CODE, Near.HERE)


@opens_for("cases.answer_whistle")
@require_POST
def by_position(request: HttpRequest, number: str) -> HttpResponse:
    """There, by the phone's position: from farther than 500 m only with words, and shown as such."""
    case, form = case_or_404(number, for_act), PositionForm(request.POST)
    if not form.is_valid() or case.lon is None or case.lat is None:
        messages.error(
            request, _("Your phone did not say where it is. Say it in words, or scan the caller's code.")
        )
        return redirect("desk:whistles:one", number=case.number)
    told = form.cleaned_data
    away = float(coordinates.metres(told["lon"], told["lat"], case.lon, case.lat))
    return _arrive(request, case, ArrivedBy.POSITION, rules.nearness(away), told["why"])


def _arrive(request: HttpRequest, case: Case, how: ArrivedBy, near: Near, why: str = "") -> HttpResponse:
    require(request, "cases.answer_whistle", case)
    try:
        acts.answer_whistle(
            case, arrived=True, by=actor_of(request), at=timezone.now(), why=why, how=how, near=near
        )
        messages.success(request, _("You have reported in."))
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, _far(near, why) or say(refused.why))
    return redirect("desk:whistles:one", number=case.number)


def _far(near: Near, why: str) -> str:
    """What somebody far off is told who gave no words."""
    is_missing = near == Near.FAR and not why.strip()
    return _("You are more than 500 m away: say in a few words where you are and why.") if is_missing else ""
