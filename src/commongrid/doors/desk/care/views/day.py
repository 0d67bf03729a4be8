"""A counsellor's day: who has booked, whether they came, who waits in the hall."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.care import frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.appointments import acts, queries, rules
from commongrid.registry.appointments.terms import State
from commongrid.registry.points.terms import Service
from commongrid.work.reception import queries as halls


def asked_day(request: HttpRequest) -> date:
    """The day of the address, else today."""
    try:
        return parse_date(request.GET.get("day", "")[:10]) or timezone.localdate()
    except ValueError:
        return timezone.localdate()


@opens_for("care.counsel")
@require_GET
def day(request: HttpRequest) -> HttpResponse:
    """One day of one's own post, with one's weekly hours and who waits at those points now."""
    on, by, now = asked_day(request), actor_of(request), timezone.now()
    starts = timezone.make_aware(datetime.combine(on, time()))
    found = list(queries.of_post(by.post_id or 0, starts, starts + timedelta(days=1)))
    sessions = list(queries.of_server(by.post_id or 0, on))
    points = {one.point_id: one.point for one in sessions}
    told = {
        "on": on,
        "is_today": on == timezone.localdate(),
        "before": on - timedelta(days=1),
        "after": on + timedelta(days=1),
        "rows": [(one, rules.may_record(one.state, one.starts_at, now).answer) for one in found],
        "sessions": sessions,
        "queues": [
            (point, halls.how_many(code, timezone.localdate()).get(Service.PSYCHOLOGY, 0))
            for code, point in sorted(points.items())
        ],
    }
    return frame.page(request, "day", told)


@opens_for("care.counsel")
@require_POST
def record(request: HttpRequest, appointment_id: UUID, state: str) -> HttpResponse:
    """Came, did not come, or called off by the house, which is told to whoever left a number."""
    by, now, found = actor_of(request), timezone.now(), queries.find(appointment_id)
    if found is None or found.post_id != by.post_id or state not in ("came", "missed", "cancelled"):
        raise Http404
    try:
        if state == State.CANCELLED:
            acts.cancel(found, by=by, at=now)
        else:
            acts.record(found.pk, State(state), by=by, at=now)
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect(f"{reverse('desk:care:day')}?day={timezone.localdate(found.starts_at).isoformat()}")
