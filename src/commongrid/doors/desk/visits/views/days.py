"""The days of a week, one day, planning it, and moving it on."""

from __future__ import annotations

import secrets
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commongrid.base.journal import queries as history
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.visits import forms, frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.doors.look.trying import went
from commongrid.work.visits import acts, queries, rules
from commongrid.work.visits.lifecycle import possible
from commongrid.work.visits.models import Day
from commongrid.work.visits.terms import DAY, State

SIZE = 100
STEPS = {"announce": acts.announce, "begin": acts.begin, "end": acts.end}


def day_asked(request: HttpRequest, name: str) -> date:
    """The day of an address, else today."""
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return timezone.localdate()


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


@opens_for("visits.see")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """One week of days within reach, in order."""
    monday, following = rules.week_of(day_asked(request, "week"))
    found = queries.in_span(actor_of(request), midnight(monday), midnight(following))
    rows = list(found[: SIZE + 1])
    told = {
        "rows": rows[:SIZE],
        "more": len(rows) > SIZE,
        "monday": midnight(monday),
        "sunday": midnight(following - timedelta(days=1)),
        "before": monday - timedelta(days=7),
        "after": following,
    }
    return frame.page(request, "list", told)


@opens_for("visits.see")
@require_GET
def one(request: HttpRequest, day_id: UUID) -> HttpResponse:
    """One day: who comes, what was brought, what is done next."""
    return shown(request, frame.day_or_404(request, day_id), forms.CallOff())


def shown(request: HttpRequest, day: Day, off: forms.CallOff, status: int = 200) -> HttpResponse:
    told: dict[str, Any] = {
        "day": day,
        "about": day,
        "brought": list(queries.brought(day)),
        "possible": possible(State(day.state)),
        "form": off,
        "entries": history.history(DAY, str(day.pk)),
    }
    return frame.page(request, "day", told, status=status)


@opens_for("visits.plan")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, day_id: UUID | None = None) -> HttpResponse:
    """Plan a day, or change one before it is held; the same form sent twice is one day."""
    by, at = actor_of(request), timezone.now()
    day = frame.day_or_404(request, day_id, "visits.plan") if day_id else None
    first = forms.of_day(day) if day else {"key": secrets.token_urlsafe(18), "division": by.area[:12]}
    form = forms.DayForm(request.POST or None, initial=first, area=by.area)
    made: list[Day] = []

    def keep() -> None:
        planned = form.planned()
        if day is not None:
            made.append(acts.change(day, planned, by=by, at=at))
        else:
            made.append(acts.plan(planned, form.cleaned_data["key"], by=by, at=at))

    if request.method == "POST" and form.is_valid() and went(form, keep):
        messages.success(request, _("Kept."))
        return redirect("desk:visits:day", day_id=made[0].pk)
    told = {"form": form, "day": day}
    return frame.page(request, "edit", told, status=422 if form.errors else 200)


@opens_for("visits.plan", "visits.take")
@require_POST
def act(request: HttpRequest, day_id: UUID, name: str) -> HttpResponse:
    """Announce it, begin it, end it, or call it off with the reason residents read."""
    day, by, at = frame.day_or_404(request, day_id), actor_of(request), timezone.now()
    if name == "call_off":
        form = forms.CallOff(request.POST)
        if form.is_valid() and went(
            form, lambda: acts.call_off(day, by=by, at=at, why=form.cleaned_data["why"])
        ):
            messages.success(request, _("Called off. The notice says why."))
            return redirect("desk:visits:day", day_id=day.pk)
        return shown(request, day, form, 422)
    step = STEPS.get(name)
    if step is None:
        raise Http404
    try:
        step(day, by=by, at=at)
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("desk:visits:day", day_id=day.pk)
