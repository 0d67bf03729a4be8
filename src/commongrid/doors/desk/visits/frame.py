"""What the pages of visiting days share: the day or matter they are about, and what the reader's post may do with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from commongrid.base.access import rules as access
from commongrid.doors.desk import frame
from commongrid.doors.look.gate import actor_of, require
from commongrid.work.visits import queries
from commongrid.work.visits.models import Call, Day, Matter

ABILITIES = ("plan", "take", "call")


def page(request: HttpRequest, name: str, told: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of visiting days; `may` says what the post may do with what the page is about, or with any."""
    actor, about = actor_of(request), told.get("about")
    may = {
        each: access.may(actor, f"visits.{each}", about).answer
        if about is not None
        else access.has(actor, f"visits.{each}")
        for each in ABILITIES
    }
    response = frame.page(request, f"desk/visits/{name}.html", {"may": may, **told}, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def day_or_404(request: HttpRequest, day_id: UUID, ability: str = "visits.see") -> Day:
    """The day of an address; NotAllowed out of reach."""
    found = queries.find(day_id)
    if found is None:
        raise Http404
    require(request, ability, found)
    return found


def matter_or_404(request: HttpRequest, matter_id: UUID) -> Matter:
    """The matter of an address; NotAllowed out of reach."""
    found = queries.find_matter(matter_id)
    if found is None:
        raise Http404
    require(request, "visits.see", found)
    return found


def call_or_404(request: HttpRequest, call_id: UUID) -> Call:
    """The call of an address; NotAllowed out of reach."""
    found = queries.find_call(call_id)
    if found is None:
        raise Http404
    require(request, "visits.call", found)
    return found
