"""Adding and changing premises: whoever is slower is told who was faster and keeps what they typed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commongrid.base.verdicts import NotAllowed, Outrun, Refused
from commongrid.doors.desk.premises import forms, frame
from commongrid.doors.look import naming
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.places import queries as places
from commongrid.registry.premises import acts, queries
from commongrid.registry.premises.models import Premises


@opens_for("premises.change")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str = "") -> HttpResponse:
    """Add a place, or change one; the pin on the map sets the position."""
    premises = frame.premises_or_404(request, code, "premises.change") if code else None
    first = forms.of_premises(premises) if premises else _here(request)
    form = forms.PremisesForm(
        request.POST or None, initial=first, premises=premises, captains=_captains(request, premises)
    )
    if request.method != "POST" or not form.is_valid():
        return _form(request, form, premises, status=422 if form.errors else 200)
    try:
        saved = _kept(request, form, premises)
    except NotAllowed:
        raise
    except Outrun as outrun:
        return _outrun(request, form, outrun)
    except Refused as refused:
        form.add_error(None, say(refused.why))
        return _form(request, form, premises, status=422)
    messages.success(request, _("Kept."))
    return redirect("desk:premises:one", code=saved.code)


def _kept(request: HttpRequest, form: forms.PremisesForm, premises: Premises | None) -> Premises:
    told, by, at = form.cleaned_data, actor_of(request), timezone.now()
    if premises is None:
        return acts.add(told["code"], told["lon"], told["lat"], form.facts(), by=by, at=at, why=told["why"])
    saved = acts.change(premises.pk, told["seq"] or 0, form.facts(), by=by, at=at, why=told["why"])
    return acts.relocate(saved.pk, saved.seq, told["lon"], told["lat"], by=by, at=at, why=told["why"])


def _form(
    request: HttpRequest, form: Any, premises: Premises | None, *, status: int = 200, warning: str = ""
) -> HttpResponse:
    told = {
        "premises": premises,
        "form": form,
        "warning": warning,
        "pin": f"{form['lon'].value()},{form['lat'].value()}",
    }
    return frame.page(request, "edit.html", told, status=status)


def _outrun(request: HttpRequest, form: forms.PremisesForm, outrun: Outrun) -> HttpResponse:
    """What was typed stays, beside what stands there now; sending again goes on from that."""
    now = queries.by_id(form.premises.pk) if form.premises else None
    data = request.POST.copy()
    data["seq"] = str(now.seq if now else 0)
    again = forms.PremisesForm(
        data, initial={"code": now.code if now else ""}, premises=now, captains=_captains(request, now)
    )
    again.is_valid()
    theirs = forms.of_premises(now) if now else {}
    other = [
        (bound.label, theirs[bound.name])
        for bound in again
        if bound.name in theirs
        and not bound.field.disabled
        and not bound.is_hidden
        and str(theirs[bound.name] if theirs[bound.name] is not None else "") != str(bound.value() or "")
    ]
    told = {
        "premises": now,
        "form": again,
        "warning": say(outrun.why),
        "theirs": other,
        "pin": f"{again['lon'].value()},{again['lat'].value()}",
    }
    return frame.page(request, "edit.html", told, status=409)


def _here(request: HttpRequest) -> dict[str, Any]:
    """Where a new place begins: the middle of the writer's own area."""
    area = actor_of(request).area
    spot = places.grid_by_code(area) or places.division(area[:12]) or places.city()
    return {"lon": spot.lon, "lat": spot.lat} if spot else {}


def _captains(request: HttpRequest, premises: Premises | None) -> list[tuple[str, str]]:
    area = premises.area if premises else actor_of(request).area
    return [
        (str(post.pk), naming.of(post.account.name))
        for post in queries.captains(area, timezone.localdate())[:200]
    ]


@opens_for("premises.change")
@require_http_methods(["GET", "POST"])
def state(request: HttpRequest, code: str) -> HttpResponse:
    """Close a place from a day on, or take it into use again."""
    premises = frame.premises_or_404(request, code, "premises.change")
    form = forms.StateForm(request.POST or None, initial={"seq": premises.seq, "on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        told, by, at = form.cleaned_data, actor_of(request), timezone.now()
        try:
            if premises.state == "open":
                acts.close(
                    premises.pk,
                    told["seq"],
                    told["on"] or timezone.localdate(),
                    by=by,
                    at=at,
                    why=told["why"],
                )
            else:
                acts.reopen(premises.pk, told["seq"], by=by, at=at, why=told["why"])
            messages.success(request, _("Kept."))
            return redirect("desk:premises:one", code=code)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, say(refused.why))
    return frame.page(
        request, "state.html", {"premises": premises, "form": form}, status=422 if form.errors else 200
    )


@opens_for("premises.change")
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, code: str) -> HttpResponse:
    """Note whom one may call; what stood there before is not shown."""
    premises = frame.premises_or_404(request, code, "premises.change")
    form = forms.ContactForm(request.POST or None, initial={"seq": premises.seq})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            acts.set_keeper(
                premises.pk,
                told["seq"],
                name=told["name"],
                phone=told["phone"],
                by=actor_of(request),
                at=timezone.now(),
            )
            messages.success(request, _("Kept."))
            return redirect("desk:premises:one", code=code)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, say(refused.why))
    return frame.page(
        request, "contact.html", {"premises": premises, "form": form}, status=422 if form.errors else 200
    )


@opens_for("premises.confirm")
@require_POST
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """What is known here is right, says whoever answers for it or looks after the grid."""
    premises = frame.premises_or_404(request, code, "premises.confirm")
    seq = request.POST.get("seq", "")
    try:
        acts.confirm(premises.pk, int(seq) if seq.isdecimal() else 0, by=actor_of(request), at=timezone.now())
        messages.success(request, _("Confirmed."))
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("desk:premises:one", code=code)
