"""What every page of the desk shows around its content."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from commongrid.base.access import rules
from commongrid.base.access.terms import Actor
from commongrid.base.notices import queries as notices
from commongrid.doors.desk import queues
from commongrid.doors.look import gate, naming
from commongrid.doors.look.gate import actor_of
from commongrid.registry.units import queries as units
from commongrid.work.lines import queries as lines


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


def _serves_city(actor: Actor) -> bool:
    """Lines are the city's: a town's post is offered none."""
    return rules.has(actor, "lines.see") and rules.may(actor, "lines.see", lines.ground()).answer


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
        "has_figures": rules.has(actor, "figures.see"),
        "has_premises": rules.has(actor, "premises.see"),
        "has_counter": rules.has(actor, "counter.serve"),
        "has_visits": rules.has(actor, "visits.see"),
        "has_points": rules.has(actor, "points.see"),
        "has_lines": _serves_city(actor),
        "has_patrol": rules.has(actor, "patrol.see"),
        "has_campaigns": rules.has(actor, "campaigns.see"),
        "has_duty": rules.has(actor, "duty.see"),
        "has_captains": rules.has(actor, "captains.see"),
        "has_ratings": rules.has(actor, "ratings.see"),
        "has_mediation": rules.has(actor, "mediation.see"),
        "has_court": rules.has(actor, "court.see"),
        "has_bodies": rules.has(actor, "mediation.set_up"),
        "has_training": actor.post_id is not None,
        "here": request.get_full_path(),
    }
