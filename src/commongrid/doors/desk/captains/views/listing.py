"""The list of captains: who waits for an answer, who is asked, who serves, who did."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET

from commongrid.doors.desk.captains import frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.registry.people import queries as people
from commongrid.work.captains import queries
from commongrid.work.captains.terms import State

SHOWN = (State.APPLIED, State.NAMED, State.SERVING, State.DECLINED, State.ENDED)
SIZE = 50


@opens_for("captains.see")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """One state at a time, the longest waiting first; names are masked."""
    actor, asked = actor_of(request), request.GET.get("state", "")
    many = queries.counts(actor)
    state = asked if asked in set(SHOWN) else State.APPLIED if many.get(State.APPLIED) else State.SERVING
    rows = queries.listed(state, actor, _after(request.GET.get("after", "")), SIZE)
    masked = people.masked_by_id([row.person_id for row in rows[:SIZE] if row.person_id])
    last = rows[SIZE - 1] if len(rows) > SIZE else None
    told = {
        "state": state,
        "states": [(str(one), many.get(one, 0), one == state) for one in SHOWN],
        "rows": [(row, masked.get(row.person_id) if row.person_id else None) for row in rows[:SIZE]],
        "next_url": f"?state={state}&after={last.asked_at:%Y-%m-%dT%H:%M:%S.%f%z}~{last.pk}".replace(
            "+", "%2B"
        )
        if last
        else "",
    }
    return frame.page(request, "list.html", told)


def _after(text: str) -> tuple[datetime, UUID] | None:
    moment, _tilde, pk = text.partition("~")
    try:
        at = parse_datetime(moment)
        return (at, UUID(pk)) if at and at.tzinfo else None
    except ValueError:
        return None
