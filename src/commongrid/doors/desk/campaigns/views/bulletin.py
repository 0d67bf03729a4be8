"""The bulletin of a campaign: which areas or units have not begun or are behind an even pace; never a person, never a ranking."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from commongrid.base.papers import Block, Heading, Paper, Table, Text
from commongrid.doors.desk import areas
from commongrid.doors.desk.campaigns import frame
from commongrid.doors.look import naming, papers
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.registry.places import queries as places
from commongrid.registry.units import queries as units
from commongrid.work.inspections import queries, rules
from commongrid.work.inspections.models import Campaign
from commongrid.work.inspections.terms import Counts, Standing

SIZES = {"county": 6, "town": 9, "community": 12, "grid": 15}
SHOWN = 300
"""Lines of each part on one page: below a city, one goes down to a town for its grids."""


@dataclass(frozen=True, slots=True)
class Line:
    """One area or unit: how far it is, and where an even pace would be."""

    name: str
    counts: Counts
    pace: int


@opens_for("campaigns.see")
@require_GET
def page(request: HttpRequest, campaign_id: UUID, kind: str = "") -> HttpResponse:
    """Printable, or as a file of a kind; by county, town, community, grid or the unit that goes, in the order of codes and names."""
    campaign = frame.campaign_or_404(request, campaign_id)
    area, today = frame.area_of(request, campaign), timezone.localdate()
    offered = _offered(area)
    asked = request.GET.get("by", "")
    by = asked if asked in dict(offered) else offered[0][0]
    counted = _by_unit(campaign, area, today) if by == "unit" else _by_area(campaign, area, SIZES[by])
    told = {
        "campaign": campaign, "area": area, "way": areas.way_to(area), "today": today, "by": by, "offered": offered,
        "total": queries.total(campaign, area), "in_all": len(counted), **_parted(campaign, counted, today),
    }  # fmt: skip
    if kind:
        return papers.answer(_paper(request, told), kind, f"campaign-{today}")
    return frame.page(request, "bulletin.html", told)


def _paper(request: HttpRequest, told: dict[str, Any]) -> Paper:
    """What the page says, as blocks: who has not begun, who is behind, in the page's order."""
    campaign, total = told["campaign"], told["total"]
    head = (
        _("Unit") if told["by"] == "unit" else _("Area"), _("Places in all"), _("Looked at"), _("At an even pace"),
        _("Left"),
    )  # fmt: skip
    blocks: list[Block] = [
        Text(
            _("as of %(day)s: %(done)s of %(all)s places looked at, %(percent)s %%")
            % {"day": told["today"], "done": total.done, "all": total.all, "percent": total.percent}
        )
    ]
    for name, words in ((Standing.NOT_BEGUN, _("Not begun yet")), (Standing.BEHIND, _("Behind"))):
        lines = told[str(name)]
        rows = tuple(
            (one.name, str(one.counts.all), str(one.counts.done), str(one.pace), str(one.counts.due))
            for one in lines
        )
        blocks += [
            Heading(f"{words} {told[f'{name}_all']}"),
            Table(head, rows) if rows else Text(_("Nobody")),
        ]
    by = naming.of(actor_of(request).unit_name)
    under = f"{campaign.starts_on} – {campaign.ends_on}"
    return papers.paper(campaign.name, under, tuple(blocks), by=by, at=timezone.localtime())


def _offered(area: str) -> list[tuple[str, Any]]:
    """What an area is parted by here, the largest first, and the units at the end."""
    names = {
        "county": _("by county"),
        "town": _("by town"),
        "community": _("by community"),
        "grid": _("by grid"),
    }
    first = areas.next_size(area) or SIZES["grid"]
    sizes = [name for name, size in SIZES.items() if size >= first and size > len(area)]
    return [*((name, names[name]) for name in sizes or ["grid"]), ("unit", _("by unit"))]


def _by_area(campaign: Campaign, area: str, size: int) -> list[tuple[str, Counts]]:
    parts = queries.by_part(campaign, area, size)
    codes = [each.area for each in parts]
    names = _grid_names(area) if size == SIZES["grid"] else areas.names(codes)
    return [(names.get(each.area, each.area), each) for each in parts]


def _grid_names(area: str) -> dict[str, str]:
    return {code: naming.of(name) for code, name in places.current_grids(area).values_list("code", "name")}


def _by_unit(campaign: Campaign, area: str, today: date) -> list[tuple[str, Counts]]:
    """The unit the campaign names, else the one whose worker has each grid; grids without one stand together."""
    if campaign.unit:
        return [(naming.of(campaign.unit), queries.total(campaign, area))]
    walking = units.units_that_walk(area, today)
    found: dict[str, Counts] = defaultdict(Counts)
    for each in queries.grids(campaign, area):
        unit = walking.get(each.area)
        name = naming.of(unit) if unit else _("no unit has a worker there")
        found[name] += each
    return sorted(found.items())


def _parted(campaign: Campaign, counted: list[tuple[str, Counts]], today: date) -> dict[str, Any]:
    """Those not begun and those behind, each with how many there are in all."""
    found: dict[str, list[Line]] = {Standing.NOT_BEGUN: [], Standing.BEHIND: []}
    days = {"starts_on": campaign.starts_on, "ends_on": campaign.ends_on, "today": today}
    for name, counts in counted:
        stands = rules.standing(counts, **days).answer
        if stands in found:
            found[stands].append(Line(name, counts, rules.even_pace(counts, **days)))
    return {str(name): lines[:SHOWN] for name, lines in found.items()} | {
        f"{name}_all": len(lines) for name, lines in found.items()
    }
