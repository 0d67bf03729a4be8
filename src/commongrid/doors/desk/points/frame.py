"""What the pages of service points share: the one they are about, and what the reader's post may do there."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from commongrid.base.access import rules as access
from commongrid.doors.desk import frame
from commongrid.doors.look.gate import actor_of, require
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.points import queries
from commongrid.registry.points.terms import Ground


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of points; `may_keep` says whether the post may change the point of the page, or any."""
    actor, point = actor_of(request), context.get("point")
    may_keep = (
        access.may(actor, "points.keep", Ground(point.division_id)).answer
        if point
        else access.has(actor, "points.keep")
    )
    return frame.page(request, f"desk/points/{template}", {"may_keep": may_keep, **context}, status=status)


def point_or_404(request: HttpRequest, code: str, *, to_keep: bool = False) -> ServicePoint:
    """The point of an address, in use or not: what it is everybody may know; NotAllowed to keep one out of reach."""
    found = queries.find(code, in_use=False) if "\x00" not in code else None
    if found is None:
        raise Http404
    if to_keep:
        require(request, "points.keep", Ground(found.division_id))
    return found
