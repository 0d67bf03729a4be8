"""Campaigns, and the places of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from commongrid.base.access.terms import Actor
from commongrid.registry.checklists.terms import Checklist
from commongrid.registry.premises import queries as premises
from commongrid.registry.premises.terms import fitting
from commongrid.work.inspections.models import Campaign, Item
from commongrid.work.inspections.queries.progress import AFTER_DIGITS
from commongrid.work.inspections.terms import AREA_SIZES, CampaignState, Overlap, Plan

MOST = 200
WITH_GAPS = Q(gaps_open__gt=0) | Q(gaps_closed__gt=0)
"""Written as the index inspections_item_gaps has it, so that it may be used."""
SHOWN = {"left": Q(state="due"), "done": Q(state="done"), "gaps": WITH_GAPS}


def campaigns(actor: Actor) -> list[Campaign]:
    """Campaigns that reach into the actor's area, the newest first, at most 200 (inspections_campaign_listed).

    A draft is shown to those whose area it lies in, not to everybody it would concern.
    """
    above = ["", *(actor.area[:size] for size in (2, 4, *AREA_SIZES) if size < len(actor.area))]
    here = Q(area__startswith=actor.area)
    concerned = Q(area__in=above) & ~Q(state=CampaignState.DRAFTING)
    found = Campaign.objects.filter(here | concerned).select_related("checklist", "edition", "unit")
    return list(found.order_by("-made_at", "id")[:MOST])


def campaign(campaign_id: UUID) -> Campaign | None:
    """One campaign (primary key)."""
    return (
        Campaign.objects.select_related("checklist", "edition", "unit", "post").filter(pk=campaign_id).first()
    )


def covers(campaign: Campaign, actor: Actor) -> bool:
    """Does the campaign lie in the actor's area, or the actor's area in the campaign?"""
    return actor.area.startswith(campaign.area) or campaign.area.startswith(actor.area)


def overlap(campaign: Campaign, actor: Actor) -> Overlap:
    """What of a campaign an actor may look into: the narrower of its area and theirs."""
    is_inside = actor.area.startswith(campaign.area) and campaign.state != CampaignState.DRAFTING
    return Overlap(actor.area if is_inside else campaign.area)


def kinds_for(checklist: Checklist, chosen: Iterable[str] = ()) -> tuple[str, ...]:
    """The kinds of premises a campaign with this checklist picks: the fitting ones, of which perhaps only some were chosen.

    Nothing when none of those chosen fits.
    """
    fit, wanted = fitting(checklist.premises), set(chosen)
    return tuple(kind for kind in fit if not wanted or kind in wanted)


def how_many(plan: Plan) -> tuple[int, bool]:
    """How many places the filter picks now, and whether there are more than were counted."""
    return premises.count_of(plan.area, plan.kinds, plan.words)


@dataclass(frozen=True, slots=True)
class Places:
    """One page of a campaign's places; `after` is the key of the next page, None at the end."""

    items: list[Item]
    after: tuple[str, str] | None


def places(
    campaign: Campaign, which: str, within: str, after: tuple[str, str] = ("", ""), most: int = 50
) -> Places:
    """Places "left", "done" or with "gaps" in an area, in the order of area and code.

    Indexes inspections_item_left, inspections_item_done, inspections_item_gaps.
    """
    found = rows_of(campaign, which, within, after).select_related("premises", "inspection")
    rows = list(found.defer("premises__found", "inspection__answers")[: most + 1])
    last = rows[most - 1] if len(rows) > most else None
    return Places(rows[:most], (last.area, last.code) if last else None)


def rows_of(campaign: Campaign, which: str, within: str, after: tuple[str, str] = ("", "")) -> QuerySet[Item]:
    """The same without an end, for a table that is written line by line."""
    area, code = after
    found = Item.objects.filter(SHOWN[which], campaign=campaign)
    found = found.filter(area__gte=max(within, area), area__lt=within + AFTER_DIGITS)
    if area:
        found = found.filter(Q(area__gt=area) | Q(area=area, code__gt=code))
    return found.order_by("area", "code")
