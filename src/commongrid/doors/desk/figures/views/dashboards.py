"""The dashboards: of a city, a town, a community, and of a unit."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from commongrid.doors.desk.figures import asked, indicators, page, scopes
from commongrid.doors.desk.figures.page import Seen
from commongrid.doors.look.gate import actor_of, opens_for


@opens_for("figures.see")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """One's own dashboard: a unit's, or that of the area of one's post."""
    return redirect(scopes.home(request).url())


@opens_for("figures.see")
@require_GET
def division(request: HttpRequest, code: str) -> HttpResponse:
    """How a city, a town or a community is doing: tiles, map, ranking, and what lies behind them."""
    return render(request, "desk/figures/dashboard.html", page.dashboard(seen_by(request, "division", code)))


@opens_for("figures.see")
@require_GET
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """How a unit is doing with what it was given."""
    return render(request, "desk/figures/dashboard.html", page.dashboard(seen_by(request, "unit", code)))


def seen_by(request: HttpRequest, kind: str, code: str) -> Seen:
    """What this request asks for, once the reader's reach has been held against it."""
    scope = scopes.seen(request, kind, code)
    wanted = asked.read(request.GET, tuple(indicators.of_kind(kind)))
    return Seen(scope, wanted, actor_of(request), timezone.now(), timezone.localdate())
