"""What the pages of letters share: the letter they are about, and what the reader's post may do with it."""

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
from commongrid.work.letters import queries
from commongrid.work.letters.models import Letter


def page(request: HttpRequest, name: str, told: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of letters; nobody's machine keeps it."""
    actor = actor_of(request)
    shared = {"may_see": access.has(actor, "letters.see"), "may_keep": access.has(actor, "letters.keep")}
    response = frame.page(request, f"desk/letters/{name}.html", {**shared, **told}, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def letter_or_404(request: HttpRequest, letter_id: UUID) -> Letter:
    """The letter of an address; NotAllowed for an office it was not written to."""
    found = queries.find(letter_id)
    if found is None:
        raise Http404
    require(request, "letters.see", found)
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
