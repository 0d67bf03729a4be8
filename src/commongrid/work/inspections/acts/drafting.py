"""What a campaign is to be: written down and changed as long as nobody is asked to do it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun, Refused
from commongrid.registry.checklists import models as tables
from commongrid.registry.checklists import queries as checklists
from commongrid.work.inspections import queries, rules
from commongrid.work.inspections.acts.campaigns import move
from commongrid.work.inspections.lifecycle import ACTS, RUN
from commongrid.work.inspections.models import Campaign
from commongrid.work.inspections.terms import CAMPAIGN, CampaignState, Overlap, Plan


def draft(plan: Plan, key: str, *, by: Actor, at: datetime) -> Campaign:
    """Write down what a campaign is to be; nothing is asked of anybody yet. The same key again gives the first one.

    Refused: intake.key_missing, checklists.unknown, inspections.off, inspections.needs, inspections.ends_first.
    """
    require(by, RUN, Overlap(plan.area))
    if not 8 <= len(key) <= 80:
        raise Refused("intake.key_missing")
    made = uuid.uuid5(rules.SPACE, f"campaign {by.account_id}:{key}")
    row = _planned(plan) | {
        "id": made, "state": str(CampaignState.DRAFTING), "why": "", "made_at": at,
        "made_by": f"{by.name} · {by.unit_name}"[:140], "post": by.post_id, "expected": None, "laid": 0, "laid_to": "",
        "laid_at": None, "moved_at": at,
    }  # fmt: skip
    told = {"name": row["name"], "checklist": plan.checklist, "area": plan.area, "why": row["reason"]}
    entry = NewEntry("campaign.drafted", at, by.snapshot(), told)
    journal.open_subject(CAMPAIGN, Insert(Campaign, row, or_nothing=True), entry, subject_id=made)
    return Campaign.objects.get(pk=made)


def change(campaign: Campaign, seq: int, plan: Plan, *, by: Actor, at: datetime) -> Campaign:
    """Another plan for a draft; `seq` is what the writer saw. Refused as `draft` is, and once it was begun."""
    require(by, RUN, campaign)
    require(by, RUN, Overlap(plan.area))
    if campaign.seq != seq:
        raise Outrun("inspections.outrun", name=campaign.name)
    planned = {COLUMNS.get(name, name): value for name, value in _planned(plan).items()}
    changes = {name: value for name, value in planned.items() if value != getattr(campaign, name)}
    if not changes:
        return campaign
    told = {"changed": sorted(name.removesuffix("_id") for name in changes)}
    return move(campaign, ACTS["change"], changes, told, by=by, at=at)


COLUMNS = {"checklist": "checklist_id", "edition": "edition_id", "unit": "unit_id"}
"""Keys by the attribute that holds them."""


def _planned(plan: Plan) -> dict[str, Any]:
    """The columns a plan decides; Refused for what cannot be."""
    for name in ("name", "reason"):
        if not getattr(plan, name).strip():
            raise Refused("inspections.needs", what=name)
    period = rules.is_period(plan.starts_on, plan.ends_on)
    if not period.answer:
        raise Refused(period.why[0].key, **period.why[0].facts)
    checklist = checklists.checklist(plan.checklist)
    if not checklist.is_active:
        raise Refused("inspections.off", checklist=checklist.zh)
    kinds = queries.kinds_for(checklist, plan.kinds)
    if not kinds:
        raise Refused("inspections.no_kind", checklist=checklist.zh)
    edition = tables.Edition.objects.only("id", "checklist").get(pk=checklist.edition_id)
    return {
        "name": plan.name.strip(), "reason": plan.reason.strip(), "checklist": edition.checklist_id, "edition": edition.pk,
        "area": plan.area, "kinds": list(kinds), "words": plan.words.strip(), "unit": plan.unit_id,
        "starts_on": plan.starts_on, "ends_on": plan.ends_on,
    }  # fmt: skip
