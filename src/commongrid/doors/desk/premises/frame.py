"""What the pages of premises share: the one they are about, and what the reader's post may do there."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from commongrid.base.access import rules as access
from commongrid.doors.desk import frame
from commongrid.doors.look.gate import actor_of, require
from commongrid.registry.premises import queries
from commongrid.registry.premises.models import Premises

ABILITIES = ("change", "merge", "import", "export", "plate", "confirm")


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of premises; `may` says what the post may do, on the premises of the page where there is one."""
    actor, thing = actor_of(request), context.get("premises")
    may = {
        name: access.may(actor, f"premises.{name}", thing).answer
        if thing
        else access.has(actor, f"premises.{name}")
        for name in ABILITIES
    }
    return frame.page(request, f"desk/premises/{template}", {"may": may, **context}, status=status)


def premises_or_404(request: HttpRequest, code: str, ability: str = "premises.see") -> Premises:
    """The premises of an address; NotAllowed outside the post's reach."""
    found = queries.find(code) if "\x00" not in code else None
    if found is None:
        raise Http404
    require(request, ability, found)
    return found
