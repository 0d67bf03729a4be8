"""What the pages of follow-up calls share: the tabs a post may open, the call an address names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse

from commongrid.base.access import rules as access
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk import frame
from commongrid.doors.look.gate import actor_of, require
from commongrid.doors.look.sentences import say
from commongrid.work.followups import queries
from commongrid.work.followups.models import Call


def page(request: HttpRequest, name: str, told: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of follow-up calls; nothing of it is kept by a browser or a proxy."""
    actor = actor_of(request)
    may = {
        "call": access.has(actor, "followups.call"),
        "set": access.has(actor, "admin.configuration"),
    }
    response = frame.page(request, f"desk/followups/{name}.html", {"may": may, **told}, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def call_or_404(request: HttpRequest, call_id: UUID, ability: str = "followups.call") -> Call:
    """The call of an address; NotAllowed out of reach."""
    found = queries.find(call_id)
    if found is None:
        raise Http404
    require(request, ability, found)
    return found


def went(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do it; what is refused stands above the form, and everything filled in is kept."""
    try:
        act()
    except NotAllowed:
        raise
    except Refused as refused:
        form.add_error(None, say(refused.why))
        return False
    return True
