"""What the pages of letters share: the letter they are about, and what the reader's post may do with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from commongrid.base.access import rules as access
from commongrid.doors.desk import frame
from commongrid.doors.look.gate import actor_of, require
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
