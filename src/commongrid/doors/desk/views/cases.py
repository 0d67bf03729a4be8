"""The list with the case beside it, and the case as its own page: one page, shown by its width."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.cases import queries
from commongrid.cases.models import Case
from commongrid.doors.desk import bulk, casefile, chips, filters, frame, lists, queues
from commongrid.doors.desk.filters import Filter
from commongrid.doors.look.gate import actor_of, opens_for, require


def case_or_404(number: str, read: Callable[[str], Case] = queries.for_page) -> Case:
    """One case with what its page shows, or an act needs; 404 when there is none."""
    try:
        return read(number)
    except Case.DoesNotExist:
        raise Http404 from None


@opens_for("cases.see", "reports.see", "admin.registry", "audit.see", "captains.serve")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """A queue or a search: the list, and its first case beside it where there is room."""
    actor = actor_of(request)
    if (home := _home(actor)) and not request.GET:
        return redirect(home)
    found = filters.read(request.GET, queues.names_for(actor)[0])
    shown = lists.page(found, actor, timezone.now())
    if found.q and not shown.cases and (where := lists.elsewhere(found.q, actor)):
        return redirect(where)
    first = case_or_404(shown.cases[0].number) if shown.cases else None
    return _page(request, actor, found, shown, first, showing="list")


def _home(actor: Actor) -> str:
    """Where somebody works who does not work with the desk's queues; "" for everybody else."""
    if actor.role in ("grid_worker", "grid_leader"):
        return "/field/"
    if actor.role == "captain":
        return "/field/buildings/"
    is_office = access.has(actor, "admin.registry") or access.has(actor, "audit.see")
    return "/desk/admin/" if is_office else ""


@opens_for("cases.see")
@require_GET
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One case; with htmx the pane alone."""
    found = case_or_404(number)
    require(request, "cases.see", found)
    actor = actor_of(request)
    wanted = filters.read(request.GET, _queue_of(found, actor))
    if getattr(request, "htmx", False):
        told = {**casefile.of(found, actor, timezone.now()), "filter": wanted}
        return frame.page(request, "desk/case.html", told)
    shown = lists.page(wanted, actor, timezone.now())
    return _page(request, actor, wanted, shown, found, showing="case")


def _queue_of(found: Case, actor: Actor) -> str:
    """The queue a case stands in, for the list beside it when its address names none."""
    if found.status == "waiting":
        return "sent_back" if found.send_backs else "waiting"
    return found.status if found.status in queries.QUEUES else "any"


def _page(
    request: HttpRequest,
    actor: Actor,
    found: Filter,
    shown: lists.Listed,
    beside: Case | None,
    *,
    showing: str,
) -> HttpResponse:
    now = timezone.now()
    choices = chips.choices(found, actor)
    told: dict[str, Any] = {
        "filter": found,
        "listed": shown,
        "chips": chips.on(found, choices),
        "choices": choices,
        "title": _("Search") if found.queue == "any" else queues.name_of(found.queue, actor),
        "orders": _orders(found),
        "showing": showing,
        "q": found.q,
        "current": beside.number if beside else "",
        "bulk": bulk.offered(actor),
        "may_look_up": access.has(actor, "people.unmask"),
    }
    if beside is not None:
        told |= casefile.of(beside, actor, now)
    return frame.page(request, "desk/list.html", told, queue=found.queue)


def _orders(found: Filter) -> list[dict[str, Any]]:
    words = {
        "due": _("Nearest deadline first"),
        "opened": _("Newest first"),
        "closed": _("Last closed first"),
    }
    return [
        {"url": f"?{found.query(order=key)}", "words": words[key], "current": key == found.sorted_by}
        for key in found.orders
    ]
