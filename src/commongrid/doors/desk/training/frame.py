"""What the desk's pages of training share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from commongrid.base.access import rules as access
from commongrid.base.verdicts import Refused
from commongrid.doors.desk import frame
from commongrid.doors.look.gate import actor_of
from commongrid.doors.look.learning.faces import Face


def page(request: HttpRequest, template: str, told: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a page with the paths of training its reader may take."""
    actor = actor_of(request)
    may = {"may_run": access.has(actor, "training.run"), "may_see": access.has(actor, "training.see")}
    return frame.page(request, template, {**may, **told}, status=status)


def own(request: HttpRequest, name: str, told: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page of the desk alone."""
    return page(request, f"desk/training/{name}.html", told, status)


FACE = Face("desk/training/base.html", "desk:training:", page)


def or_404[T](ask: Callable[[], T]) -> T:
    """What a question answers; a page that is not there where it is refused."""
    try:
        return ask()
    except Refused:
        raise Http404 from None
