"""Links that show one dashboard to whoever holds them: given, listed, withdrawn, and shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commongrid.base.privacy.rules import plain_text
from commongrid.doors.desk.figures import asked, indicators, page, scopes
from commongrid.doors.desk.figures.page import Seen
from commongrid.doors.desk.figures.views.dashboards import seen_by
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.insight.handouts import acts, queries, rules, signing
from commongrid.insight.handouts.models import Link
from commongrid.insight.handouts.terms import LIVES, Shown


def framed(by: Sequence[str]) -> dict[str, Any]:
    """What a browser may do with a shown page: all that it may elsewhere, and stand inside pages of these sites."""
    told: dict[str, Any] = {**settings.SECURE_CSP, "frame-ancestors": list(by) or [CSP.NONE]}
    return told


@opens_for("figures.see")
@require_http_methods(["GET", "POST"])
def division(request: HttpRequest, code: str) -> HttpResponse:
    """One's links to figures, and a new one to a division's dashboard."""
    return _links(request, seen_by(request, "division", code))


@opens_for("figures.see")
@require_http_methods(["GET", "POST"])
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """The same for a unit's."""
    return _links(request, seen_by(request, "unit", code))


def _links(request: HttpRequest, seen: Seen) -> HttpResponse:
    actor, here = actor_of(request), seen.asked.query()
    if request.method == "POST":
        days = request.POST.get("days", "")
        shown = Shown(seen.scope.kind, seen.scope.code, here, seen.scope.name)
        name = plain_text(request.POST.get("name", ""))
        acts.give_link(shown, int(days) if days.isdigit() else 0, by=actor, at=timezone.now(), why=name)
        return redirect(f"{seen.scope.url('links')}{here}")
    told = {
        **page.frame(seen),
        "title": _("Links to figures"),
        "back": f"{seen.scope.url()}{here}",
        "lives": [(days, days == 30) for days in LIVES],
        "links": [_told(request, link, seen) for link in queries.links_of(actor.account_id or 0)],
        "hosts": settings.EMBED_BY,
        "shown_title": page.frame(seen)["title"],
    }
    return render(request, "desk/figures/links.html", told)


def _told(request: HttpRequest, link: Link, seen: Seen) -> dict[str, Any]:
    url = request.build_absolute_uri(f"/desk/figures/shown/{signing.token(link.pk)}/")
    return {"link": link, "url": url, "is_good": rules.is_good(link.expires_at, link.withdrawn_at, seen.at)}


@opens_for("figures.see")
@require_POST
def withdraw(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """One's own link shows nothing any more."""
    actor = actor_of(request)
    link = queries.link_of(actor.account_id or 0, link_id)
    if link is None:
        raise Http404
    acts.withdraw_link(link, by=actor, at=timezone.now())
    return redirect(scopes.of(link.kind, link.code).url("links"))


@opens_for("public")
@require_GET
@xframe_options_exempt
@csp_override(framed(settings.EMBED_BY))
def shown(request: HttpRequest, token: str) -> HttpResponse:
    """What a link shows: one dashboard's sums, without names and without a way further in; 404 when it is no longer good."""
    now = timezone.now()
    link = queries.shown(token, at=now)
    if link is None:
        raise Http404
    told = dict(pair.split("=", 1) for pair in link.query.removeprefix("?").split("&") if "=" in pair)
    wanted = asked.read(told, tuple(indicators.of_kind(link.kind)))
    seen = Seen(scopes.of(link.kind, link.code), wanted, None, now, timezone.localdate())
    response = render(request, "desk/figures/shown.html", {**page.dashboard(seen), "until": link.expires_at})
    response["Cache-Control"] = "private, max-age=60"
    response["X-Robots-Tag"] = "noindex"
    return response
