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
    shared = {
        "now": timezone.now(),
        "actor": actor,
        "walks": walks(actor),
        "home": home(actor),
        "tabs": _tabs(actor, tab),
    }
    if "X-Holding" in request.headers:
        # A page a device fetches to hold is read by nobody now: what is to be said waits for a page that is.
        shared["messages"] = []
    return render(request, template, {**shared, **context}, status=status)


def walks(actor: Actor) -> bool:
    """Has the post a grid or an area whose reports it verifies, or whose jobs it checks?"""
    return access.has(actor, "reports.verify") or access.has(actor, "cases.check")


def home(actor: Actor) -> str:
    """The page the field begins with for a post."""
    if walks(actor):
        return reverse("field:today")
    if is_captain(actor):
        return reverse("field:buildings")
    return reverse("field:inspections" if access.has(actor, "inspections.make") else "field:tell")


def _tabs(actor: Actor, current: str) -> list[dict[str, Any]]:
    if walks(actor):
        return tabs(current)
    if is_captain(actor):
        return for_captains(current)
    return inspecting_only() if access.has(actor, "inspections.make") else telling_only(current)


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
    told = (
        ("buildings", "building", _("My buildings")),
        ("tell", "camera", _("Tell")),
        ("me", "user", _("Me")),
    )
    return [
        {"url": reverse(f"field:{name}"), "icon": icon, "label": label, "current": name == current}
        for name, icon, label in told
    ]


def inspecting_only() -> list[dict[str, Any]]:
    """The one tab of a unit that comes for a campaign and has no grid of its own."""
    url = reverse("field:inspections")
    return [{"url": url, "icon": "clipboard-check", "label": _("Inspections"), "current": True}]


def telling_only(current: str) -> list[dict[str, Any]]:
    """The tabs of whoever only tells what they see: an informant, a volunteer."""
    told = (("tell", "camera", _("Tell")), ("me", "user", _("Me")))
    return [
        {"url": reverse(f"field:{name}"), "icon": icon, "label": label, "current": name == current}
        for name, icon, label in told
    ]


def here_of(request: HttpRequest) -> tuple[float, float] | None:
    """The position the browser gave with this one request, if it is one."""
    try:
        lon, lat = float(request.GET.get("lon", "")), float(request.GET.get("lat", ""))
    except ValueError:
        return None
    return (lon, lat) if -180 <= lon <= 180 and -90 <= lat <= 90 else None
