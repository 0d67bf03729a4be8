"""Something urgent: a place is put into today's round of whoever has the grid, and the round is planned anew."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.patrol import frame
from commongrid.doors.desk.patrol.forms import UrgentForm
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.doors.look.sentences import say
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Post
from commongrid.registry.units.terms import Role
from commongrid.work.patrol import acts, queries
from commongrid.work.patrol.terms import Place


@opens_for("patrol.send")
@require_http_methods(["GET", "POST"])
def urgent(request: HttpRequest) -> HttpResponse:
    """GET: the form, with the place the address names. POST: the same place twice stays one stop."""
    form = UrgentForm(request.POST or None, initial={"code": request.GET.get("code", "")[:32]})
    if request.method == "POST" and form.is_valid():
        try:
            return _sent(request, form.cleaned_data["code"], form.cleaned_data["why"])
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error("code", say(refused.why))
    return frame.page(request, "urgent.html", {"form": form}, status=422 if form.errors else 200)


def _sent(request: HttpRequest, code: str, why: str) -> HttpResponse:
    place = queries.place_of(code.strip())
    if place is None:
        raise Refused("patrol.no_place", code=code)
    require(request, "patrol.send", place)
    post = _who_goes(place)
    if post is None:
        raise Refused("patrol.nobody_there", name=place.name)
    acts.add_stop(post, timezone.localdate(), place, by=actor_of(request), at=timezone.now(), why=why)
    messages.success(request, _("Put into today’s round of that grid; it stands on top there."))
    return redirect(f"/desk/patrol/?area={place.area}")


def _who_goes(place: Place) -> Post | None:
    """Whoever walks the place's grid today already, else the closest post on duty there."""
    today = timezone.localdate()
    rounds = queries.rounds_near(place.area, today)
    on_duty = {post.pk: post for post in queries.on_duty(today)}
    walking = next((on_duty[each.post_id] for each in rounds if each.post_id in on_duty), None)
    near = [post for post in units.grid_workers(place.area, today) if post.pk in on_duty]
    workers = [post for post in near if post.role == Role.GRID_WORKER]
    return walking or next(iter([*workers, *near]), None)
