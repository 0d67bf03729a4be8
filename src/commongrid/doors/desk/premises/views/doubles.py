"""Doubles: two entries side by side; they are one place, or two."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.premises import frame
from commongrid.doors.desk.premises.views.listing import Part, asked_by
from commongrid.doors.look import naming
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.places import queries as places
from commongrid.registry.premises import acts, queries

COMMUNITY = 12


@opens_for("premises.merge")
@require_http_methods(["GET", "POST"])
def doubles(request: HttpRequest) -> HttpResponse:
    """The likeliest pairs of a community; a wider area offers its communities."""
    area = queries.within(asked_by(request.GET), actor_of(request)).area
    if request.method == "POST":
        return _decided(request, area)
    if len(area) < COMMUNITY:
        sums = queries.sums(area, COMMUNITY)
        names = {code: naming.of(name) for code, name, _lon, _lat in places.spots([one.area for one in sums])}
        url = reverse("desk:premises:doubles")
        parts = [Part(names.get(one.area, one.area), one.n, f"{url}?area={one.area}") for one in sums]
        return frame.page(request, "doubles.html", {"parts": parts, "path": places.path_of(area)})
    told = {"pairs": queries.doubles_within(area), "path": places.path_of(area), "area": area}
    return frame.page(request, "doubles.html", told)


def _decided(request: HttpRequest, area: str) -> HttpResponse:
    by, at, told = actor_of(request), timezone.now(), request.POST
    stays, gone = _seen(told.get("stays", "")), _seen(told.get("gone", ""))
    try:
        if told.get("do") == "merge":
            one = acts.merge(gone, stays, by=by, at=at, why=_("Found twice"))
            messages.success(request, _("Merged: %(name)s remains.") % {"name": one.name})
        else:
            acts.tell_apart(stays[0], gone[0], by=by, at=at)
            messages.success(request, _("Noted: these are two places."))
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect(f"{reverse('desk:premises:doubles')}?area={area}")


def _seen(text: str) -> tuple[UUID, int]:
    pk, _tilde, seq = text.partition("~")
    try:
        return UUID(pk), int(seq)
    except ValueError:
        raise Http404 from None
