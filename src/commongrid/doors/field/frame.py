"""What every page of the field shows around its content."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.doors.look.gate import actor_of


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, tab: str = "", status: int = 200
) -> HttpResponse:
    """Render a page of the field with its tabs; `tab` names the one the page belongs to."""
    request._form = context.get("form")  # type: ignore[attr-defined]  # what a device that sends is told of errors
    actor = actor_of(request)
    walks = access.has(actor, "reports.verify") or access.has(actor, "cases.check")
    shared = {
        "now": timezone.now(),
        "actor": actor,
        "walks": walks,
        "tabs": tabs(tab) if walks else for_captains(tab) if is_captain(actor) else inspecting_only(actor),
    }
    if "X-Holding" in request.headers:
        # A page a device fetches to hold is read by nobody now: what is to be said waits for a page that is.
        shared["messages"] = []
    return render(request, template, {**shared, **context}, status=status)


def tabs(current: str) -> list[dict[str, Any]]:
    told = (
        ("today", "list-check", _("Today")),
        ("map", "map-2", _("Map")),
        ("grid", "building-community", _("My grid")),
        ("me", "user", _("Me")),
    )
    return [
        {"url": reverse(f"field:{name}"), "icon": icon, "label": label, "current": name == current}
        for name, icon, label in told
    ]


def is_captain(actor: Actor) -> bool:
    """Does somebody act as captain of buildings, and not as one who walks a grid?"""
    return access.has(actor, "captains.serve") and not access.has(actor, "reports.verify")


def for_captains(current: str) -> list[dict[str, Any]]:
    """The tabs of a building captain."""
    told = (("buildings", "building", _("My buildings")), ("me", "user", _("Me")))
    return [
        {"url": reverse(f"field:{name}"), "icon": icon, "label": label, "current": name == current}
        for name, icon, label in told
    ]


def inspecting_only(actor: Actor) -> list[dict[str, Any]]:
    """The one tab of a unit that comes for a campaign and has no grid of its own."""
    if not access.has(actor, "inspections.make"):
        return []
    url = reverse("field:inspections")
    return [{"url": url, "icon": "clipboard-check", "label": _("Inspections"), "current": True}]


def here_of(request: HttpRequest) -> tuple[float, float] | None:
    """The position the browser gave with this one request, if it is one."""
    try:
        lon, lat = float(request.GET.get("lon", "")), float(request.GET.get("lat", ""))
    except ValueError:
        return None
    return (lon, lat) if -180 <= lon <= 180 and -90 <= lat <= 90 else None
