"""The list behind a figure, as a page and as a file; its count is the figure."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from commongrid.doors.desk.figures import behind, following, indicators, names, page, takeaway, wording
from commongrid.doors.desk.figures.answers import Indicator
from commongrid.doors.desk.figures.following import Narrow
from commongrid.doors.desk.figures.links import Links
from commongrid.doors.desk.figures.page import Seen
from commongrid.doors.desk.figures.scopes import Crumb
from commongrid.doors.desk.figures.tables import Table
from commongrid.doors.desk.figures.views.dashboards import seen_by
from commongrid.doors.desk.figures.views.exports import sent
from commongrid.doors.look import downloads
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.intake.terms import Channel

LONGEST_ID = 18
"""Digits of the greatest number a column holds, less one."""


@opens_for("figures.see")
@require_GET
def division(request: HttpRequest, code: str, figure: str) -> HttpResponse:
    """Everything a figure of a division counts, one row each."""
    return _page(request, seen_by(request, "division", code), _indicator(figure, "division"))


@opens_for("figures.see")
@require_GET
def unit(request: HttpRequest, code: str, figure: str) -> HttpResponse:
    """The same of a unit's figure."""
    return _page(request, seen_by(request, "unit", code), _indicator(figure, "unit"))


@opens_for("figures.see")
@require_GET
def division_file(request: HttpRequest, code: str, figure: str, form: str) -> HttpResponseBase:
    """The list as a file, without a limit of rows."""
    return _file(request, seen_by(request, "division", code), _indicator(figure, "division"), form)


@opens_for("figures.see")
@require_GET
def unit_file(request: HttpRequest, code: str, figure: str, form: str) -> HttpResponseBase:
    """The same of a unit's figure."""
    return _file(request, seen_by(request, "unit", code), _indicator(figure, "unit"), form)


def _indicator(figure: str, kind: str) -> Indicator:
    found = indicators.of_kind(kind).get(figure)
    if found is None:
        raise Http404
    return found.indicator


def _narrow(request: HttpRequest) -> Narrow:
    """What the address narrows the list by; 404 for what makes no sense, rather than everything."""
    given = {name: request.GET.get(name, "") for name in ("part", "area", "unit", "matter", "channel")}
    ids = [given[name] for name in ("area", "unit", "matter") if given[name]]
    is_sound = given["part"] in ("", "met", "missed") and given["channel"] in ("", *Channel)
    if not is_sound or not all(one.isascii() and one.isdigit() and len(one) <= LONGEST_ID for one in ids):
        raise Http404
    return Narrow(**given)


def _page(request: HttpRequest, seen: Seen, indicator: Indicator) -> HttpResponse:
    narrow, actor = _narrow(request), actor_of(request)
    found = following.behind(seen.scope, indicator.code, seen.span, narrow)
    ids, after = found.page(request.GET.get("after", ""))
    rows = behind.rows(ids, actor, of_reports=found.of_reports)
    here = Links(seen.scope, seen.asked).cases(indicator.code, **narrow.told())
    told: dict[str, Any] = {
        **page.frame(seen),
        "title": _heading(indicator, narrow),
        "crumbs": [*page.frame(seen)["crumbs"][:-1], _crumb(seen)],
        "rows": rows,
        "count": wording.plain(found.count),
        "untold": behind.untold(rows),
        "narrowed": names.narrowed(narrow),
        "next": f"{here}{'&' if '?' in here else '?'}after={after}" if after else "",
        "files": [
            (form.upper(), here.replace("/?", f".{form}?") if "?" in here else f"{here.rstrip('/')}.{form}")
            for form in ("xlsx", "csv")
        ],
        "back": f"{seen.scope.url()}{seen.asked.query()}",
        "exports": [],
    }
    return render(request, "desk/figures/list.html", told)


def _crumb(seen: Seen) -> Crumb:
    return Crumb(seen.scope.name, f"{seen.scope.url()}{seen.asked.query()}")


def _heading(indicator: Indicator, narrow: Narrow) -> str:
    if narrow.part == "missed" and indicator.missed:
        return _("%(figure)s: %(missed)s") % {"figure": indicator.name, "missed": indicator.missed}
    return indicator.name


def _file(request: HttpRequest, seen: Seen, indicator: Indicator, form: str) -> HttpResponseBase:
    if form not in ("csv", "xlsx"):
        raise Http404
    narrow, actor = _narrow(request), actor_of(request)
    found = following.behind(seen.scope, indicator.code, seen.span, narrow)
    rows = behind.told(found.ids(), actor, of_reports=found.of_reports)
    title = f"{seen.scope.name} · {_heading(indicator, narrow)}"
    table = Table("cases", title, behind.columns(found.of_reports), rows, takeaway.notes(seen))
    return downloads.too_often(request) or sent(request, table, form, f"{seen.scope.code}-{indicator.code}")
