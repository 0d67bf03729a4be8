"""What the pages of services brought out share: the request they are about, and what the post may do with it."""

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
from commongrid.work.outreach import queries
from commongrid.work.outreach.models import Request


def page(request: HttpRequest, name: str, told: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of services brought out."""
    shared = {"may_ask": access.has(actor_of(request), "outreach.ask")}
    return frame.page(request, f"desk/outreach/{name}.html", {**shared, **told}, status=status)


def request_or_404(request: HttpRequest, request_id: UUID) -> Request:
    """The request of an address; NotAllowed out of reach."""
    found = queries.find(request_id)
    if found is None:
        raise Http404
    require(request, "outreach.see", found)
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
