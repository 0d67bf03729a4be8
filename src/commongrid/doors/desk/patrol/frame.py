"""What the pages of patrol share: the area looked at, and what the post may do there."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from commongrid.base.access import rules as access
from commongrid.doors.desk import frame
from commongrid.doors.look.gate import actor_of


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of patrol; `may_set` and `may_send` say whether the post may set demands and send somebody."""
    actor = actor_of(request)
    may = {name: access.has(actor, f"patrol.{name[4:]}") for name in ("may_set", "may_send")}
    return frame.page(request, f"desk/patrol/{template}", {**may, **context}, status=status)


def area_of(request: HttpRequest) -> str:
    """The area the page is about: what the address asks for, no wider than the post's own area."""
    asked, widest = request.GET.get("area", "")[:15], actor_of(request).area
    return asked if asked.isdecimal() and asked.isascii() and asked.startswith(widest) else widest
