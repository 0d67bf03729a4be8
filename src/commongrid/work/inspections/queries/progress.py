"""How far a campaign is: sums of one row for each grid, never of its places."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.db.models.functions import Left

from commongrid.work.inspections.models import Campaign, Progress
from commongrid.work.inspections.terms import Counts

AFTER_DIGITS = ":"
NOTHING = Counts()
COLUMNS = ("due", "done", "with_gaps", "gaps_open", "gaps_closed")


def total(campaign: Campaign, within: str = "") -> Counts:
    """How far it is within an area (unique index inspections_progress_once)."""
    told = rows(campaign, within).aggregate(**{name: Sum(name, default=0) for name in COLUMNS})
    return Counts(within, **told)


def totals(campaigns: Iterable[Campaign], within: str = "") -> dict[UUID, Counts]:
    """How far several are within an area, by their ids, in one query (unique index inspections_progress_once)."""
    here = {"area__gte": within, "area__lt": within + AFTER_DIGITS}
    told: Any = Progress.objects.filter(campaign__in=[each.pk for each in campaigns], **here).values(
        "campaign"
    )
    sums = told.annotate(**{f"n_{name}": Sum(name) for name in COLUMNS}).order_by()
    return {row["campaign"]: Counts(within, *(row[f"n_{name}"] for name in COLUMNS)) for row in sums}


def by_part(campaign: Campaign, within: str, size: int) -> list[Counts]:
    """The same for each part of an area, by the first `size` digits, in the order of codes; empty parts are left out."""
    told: Any = rows(campaign, within).values(part=Left("area", size))
    sums = told.annotate(**{f"n_{name}": Sum(name) for name in COLUMNS}).order_by("part")
    found = [Counts(row["part"], *(row[f"n_{name}"] for name in COLUMNS)) for row in sums]
    return [each for each in found if each.all]


def grids(campaign: Campaign, within: str) -> list[Counts]:
    """The same for each grid, or area without grids, one row each (unique index inspections_progress_once)."""
    found = rows(campaign, within).order_by("area").values_list("area", *COLUMNS)
    return [each for each in (Counts(*row) for row in found) if each.all]


def rows(campaign: Campaign, within: str) -> QuerySet[Progress]:
    """The rows of a campaign's grids within an area (unique index inspections_progress_once)."""
    return Progress.objects.filter(campaign=campaign, area__gte=within, area__lt=within + AFTER_DIGITS)
