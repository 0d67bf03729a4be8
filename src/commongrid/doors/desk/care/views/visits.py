"""Care visits at the desk: what waits without a name, one's own, opened for a reason each time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.care import forms, frame
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.doors.look.sentences import say
from commongrid.doors.look.trying import went
from commongrid.registry.places import queries as places
from commongrid.work.care import acts, queries, rules
from commongrid.work.care.models import Care
from commongrid.work.care.terms import State


def own_or_404(request: HttpRequest, care_id: UUID) -> Care:
    """One's own care, its content unread; NotAllowed for everybody else's."""
    found = queries.care(care_id)
    if found is None or found.state == State.ENDED:
        raise Http404
    require(request, "care.visit", found)
    return found


@opens_for("care.visit")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Whom one visits and when next, by four signs; what waits in the area."""
    by = actor_of(request)
    rows = [
        (
            one,
            _named(one),
            rules.next_visit(
                _day(getattr(one, "last", None)), _day(one.taken_at) or one.until, one.every_days
            ),
        )
        for one in queries.own(by)
    ]
    told = {
        "rows": sorted(rows, key=lambda row: row[2]),
        "waiting": [(one, _named(one)) for one in queries.waiting(by)],
        "today": timezone.localdate(),
        "take": forms.TakeForm(auto_id=False),
    }
    return frame.page(request, "cared", told)


def _named(one: Care) -> Any:
    return places.division(one.area)


def _day(moment: Any) -> Any:
    return timezone.localdate(moment) if moment else None


@opens_for("care.take")
@require_POST
def take(request: HttpRequest, care_id: UUID) -> HttpResponse:
    """Take on what waits in the area."""
    found = queries.care(care_id)
    if found is None:
        raise Http404
    require(request, "care.take", found)
    form = forms.TakeForm(request.POST)
    days = form.cleaned_data["every_days"] if form.is_valid() else 0
    try:
        acts.take(found, days, by=actor_of(request), at=timezone.now())
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
        return redirect("desk:care:cared")
    messages.success(request, _("It is yours. Open it before the first visit."))
    return redirect("desk:care:care", care_id=found.pk)


@opens_for("care.visit")
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, care_id: UUID) -> HttpResponse:
    """Closed until a reason is given; then everything, once, on the page that answers."""
    found = own_or_404(request, care_id)
    form, opened = forms.LookForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        by, now = actor_of(request), timezone.now()
        went(form, lambda: opened.append(acts.look(found, by=by, at=now, why=form.why())))
    return _shown(request, found, form, opened[0] if opened else None)


def _shown(request: HttpRequest, found: Care, form: Any, opened: Care | None, **deeds: Any) -> HttpResponse:
    told = {
        "care": found,
        "place": _named(found),
        "form": form,
        "opened": opened,
        "visits": list(queries.visits(found)[:50]) if opened else [],
        "visit": forms.VisitForm(initial={"key": forms.new_key()}, auto_id="visit_%s"),
        "need": forms.NeedForm(initial={"key": forms.new_key()}, auto_id="need_%s"),
        **deeds,
    }
    wrong = form.errors or any(deed.errors for deed in deeds.values())
    return frame.page(request, "care", told, status=422 if wrong else 200)


@opens_for("care.visit")
@require_POST
def act(request: HttpRequest, care_id: UUID, deed: str) -> HttpResponse:
    """A visit noted, a need passed on, or the end."""
    found, by, now = own_or_404(request, care_id), actor_of(request), timezone.now()
    if deed == "end":
        acts.end(found, by=by, at=now)
        messages.success(request, _("Ended; what was kept is erased."))
        return redirect("desk:care:cared")
    if deed not in ("visit", "need"):
        raise Http404
    form = (forms.VisitForm if deed == "visit" else forms.NeedForm)(request.POST, auto_id=f"{deed}_%s")
    if not form.is_valid():
        return _shown(request, found, forms.LookForm(), None, **{deed: form})
    told, done = form.cleaned_data, []
    if deed == "visit":
        is_done = went(form, lambda: acts.visit(found, told["words"], told["key"], by=by, at=now))
    else:
        is_done = went(
            form,
            lambda: done.append(
                acts.report_need(found, told["words"], told["address"], told["key"], by=by, at=now)
            ),
        )
    if not is_done:
        return _shown(request, found, forms.LookForm(), None, **{deed: form})
    said = _("Passed on as %(number)s, without a name.") % {"number": done[0]} if done else _("Kept.")
    messages.success(request, said)
    return redirect("desk:care:care", care_id=found.pk)
