"""Adding and changing service points, ending them, announcing that one is shut."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commongrid.base.verdicts import NotAllowed, Outrun, Refused
from commongrid.doors.desk.forms.stale import carry_on
from commongrid.doors.desk.points import forms, frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.refusals import status_of
from commongrid.doors.look.sentences import say
from commongrid.registry.places import queries as places
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.points import acts, queries


@opens_for("points.keep")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str = "") -> HttpResponse:
    """Add a point, or change one; whoever is slower is told who was faster and keeps what they typed."""
    point = frame.point_or_404(request, code, to_keep=True) if code else None
    first = forms.of_point(point) if point else _here(request)
    form = forms.PointForm(request.POST or None, initial=first, point=point)
    if request.method != "POST" or not form.is_valid():
        return _form(request, form, point, 422 if form.errors else 200)
    try:
        saved = _kept(request, form, point)
    except NotAllowed:
        raise
    except Outrun as outrun:
        now = queries.find(code, in_use=False)
        carry_on(form, now.seq if now else 0)
        return _form(request, form, now, 409, say(outrun.why))
    except Refused as refused:
        form.add_error(None, say(refused.why))
        return _form(request, form, point, 422)
    messages.success(request, _("Kept."))
    return redirect("desk:points:one", code=saved.pk)


def _kept(request: HttpRequest, form: forms.PointForm, point: ServicePoint | None) -> ServicePoint:
    told, by, at = form.cleaned_data, actor_of(request), timezone.now()
    if point is None:
        return acts.add(told["code"], form.facts(), by=by, at=at, why=told["why"])
    return acts.change(point.pk, told["seq"] or 0, form.facts(), by=by, at=at, why=told["why"])


def _form(
    request: HttpRequest, form: forms.PointForm, point: ServicePoint | None, status: int, warning: str = ""
) -> HttpResponse:
    pin = f"{form['lon'].value()},{form['lat'].value()}"
    told = {"point": point, "form": form, "warning": warning, "pin": pin}
    return frame.page(request, "edit.html", told, status=status)


def _here(request: HttpRequest) -> dict[str, Any]:
    """A new point begins in the middle of the writer's own area."""
    area = actor_of(request).area[:12]
    spot = places.division(area) or places.city()
    return {"lon": spot.lon, "lat": spot.lat, "division_id": area or spot.code} if spot else {}


@opens_for("points.keep")
@require_http_methods(["GET", "POST"])
def state(request: HttpRequest, code: str) -> HttpResponse:
    """Give a point up after a day, or take it into use again."""
    point = frame.point_or_404(request, code, to_keep=True)
    form = forms.StateForm(request.POST or None, initial={"seq": point.seq, "on": timezone.localdate()})

    def run() -> None:
        told, by, at = form.cleaned_data, actor_of(request), timezone.now()
        if point.active:
            acts.end(code, told["seq"], told["on"] or timezone.localdate(), by=by, at=at, why=told["why"])
        else:
            acts.resume(code, told["seq"], by=by, at=at, why=told["why"])

    return _small(request, point, form, run, "state.html")


@opens_for("points.keep")
@require_http_methods(["GET", "POST"])
def shut(request: HttpRequest, code: str) -> HttpResponse:
    """Announce that a point is shut for a while."""
    point = frame.point_or_404(request, code, to_keep=True)
    form = forms.ShutForm(request.POST or None, initial={"seq": point.seq})

    def run() -> None:
        told = form.cleaned_data
        span, words = (told["starts_at"], told["ends_at"]), (told["zh"], told["en"])
        acts.announce(code, told["seq"], span, words, by=actor_of(request), at=timezone.now())

    return _small(request, point, form, run, "shut.html")


def _small(
    request: HttpRequest, point: ServicePoint, form: Any, run: Callable[[], None], template: str
) -> HttpResponse:
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            run()
            messages.success(request, _("Kept."))
            return redirect("desk:points:one", code=point.pk)
        except NotAllowed:
            raise
        except Refused as refused:
            fresh = queries.find(point.pk, in_use=False) or point
            form.add_error(None, say(refused.why))
            carry_on(form, fresh.seq)
            point, status = fresh, status_of(refused)
    told = {"point": point, "form": form}
    return frame.page(
        request, template, told, status=status if status != 200 else 422 if form.errors else 200
    )


@opens_for("points.keep")
@require_POST
def drop(request: HttpRequest, code: str, closing_id: int) -> HttpResponse:
    """Call a closing off."""
    point = frame.point_or_404(request, code, to_keep=True)
    seq = request.POST.get("seq", "")
    try:
        acts.drop(
            code, int(seq) if seq.isdecimal() else 0, closing_id, by=actor_of(request), at=timezone.now()
        )
        messages.success(request, _("The closing was called off."))
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("desk:points:one", code=point.pk)
