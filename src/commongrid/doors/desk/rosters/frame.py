"""What the pages of rosters share: the unit or shift they are about, and what the post may do with it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from commongrid.base.access import rules as access
from commongrid.doors.desk import frame
from commongrid.doors.look.gate import actor_of
from commongrid.registry.duty import queries
from commongrid.registry.duty.models import Shift
from commongrid.registry.duty.terms import Roster
from commongrid.registry.units.models import Unit


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of rosters; `may_plan` says whether the post may lay out and change what the page shows."""
    unit, actor = context.get("unit"), actor_of(request)
    may_plan = unit is not None and access.may(actor, "duty.plan", Roster(unit.division_id)).answer
    return frame.page(request, f"desk/rosters/{template}", {"may_plan": may_plan, **context}, status=status)


def unit_or_404(request: HttpRequest, code: str) -> Unit:
    """The unit of an address, as far as the post may see its roster."""
    found = (
        queries.rosters(actor_of(request), timezone.now())
        .filter(code=code[:32])
        .select_related("division")
        .first()
    )
    if found is None:
        raise Http404
    return found


def shift_or_404(request: HttpRequest, shift_id: int) -> Shift:
    """The shift of an address: one of a roster the post may see, or one of the reader's own."""
    try:
        found = queries.shift(shift_id)
    except Shift.DoesNotExist:
        raise Http404 from None
    actor = actor_of(request)
    is_own = found.post.account_id == actor.account_id
    if not is_own and not queries.rosters(actor, timezone.now()).filter(pk=found.unit_id).exists():
        raise Http404
    return found


def mine(request: HttpRequest) -> Shift | None:
    """The reader's own shift that is to be signed next, in whichever of their posts."""
    actor = actor_of(request)
    return queries.own_of(actor.account_id, timezone.now()) if actor.account_id else None
