"""What every page of the desk shows around its content."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from commongrid.base.access.terms import Actor
from commongrid.base.notices import queries as notices
from commongrid.doors.desk import queues, sections
from commongrid.doors.look import gate, naming
from commongrid.doors.look.gate import actor_of
from commongrid.registry.units import queries as units


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, queue: str = "", status: int = 200
) -> HttpResponse:
    """Render a page of the desk with its queues; `queue` is the one the page belongs to.

    A request of htmx gets the template as it is: it asks for a part, which has no queues.
    """
    actor = actor_of(request)
    shared: dict[str, Any] = {"now": timezone.now(), "actor": actor}
    if not getattr(request, "htmx", False):
        shared |= around(request, actor, queue)
    return render(request, template, {**shared, **context}, status=status)


def around(request: HttpRequest, actor: Actor, queue: str) -> dict[str, Any]:
    """The left column and the bar on top: queues with their counts, kept filters, posts to switch to."""
    held = gate.posts(request)
    saved = units.saved_views(actor.account_id) if actor.account_id else []
    return {
        "groups": queues.groups(actor, timezone.now(), queue),
        "saved": [(view, "") for view in saved],
        "posts": held,
        "unread": notices.unread_count(actor),
        "place_name": naming.of(actor.unit_name),
        "offices": sections.offered(actor, request.path),
        "here": request.get_full_path(),
    }
