"""A campaign's life: drafted, begun, paused, resumed, stopped by people; ended by itself."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app

from commongrid.base.access.acts import require
from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun, Refused, Why
from commongrid.registry.checklists import models as tables
from commongrid.registry.checklists import queries as checklists
from commongrid.work.inspections import queries, rules
from commongrid.work.inspections.lifecycle import ACTS, RUN, Act, decide
from commongrid.work.inspections.models import Campaign
from commongrid.work.inspections.terms import CAMPAIGN, NOT_OVER, CampaignState, Overlap, Plan

LAY_OUT = "inspections.lay_out"


def draft(plan: Plan, key: str, *, by: Actor, at: datetime) -> Campaign:
    """Write down what a campaign is to be; nothing is asked of anybody yet. The same key again gives the first one.

    Refused: intake.key_missing, checklists.unknown, inspections.off, inspections.needs, inspections.ends_first.
    """
    require(by, RUN, Overlap(plan.area))
    if not 8 <= len(key) <= 80:
        raise Refused("intake.key_missing")
    made = uuid.uuid5(rules.SPACE, f"campaign {by.account_id}:{key}")
    row = _row(plan, made, by=by, at=at)
    told = {"name": row["name"], "checklist": plan.checklist, "area": plan.area, "why": row["reason"]}
    entry = NewEntry("campaign.drafted", at, by.snapshot(), told)
    journal.open_subject(CAMPAIGN, Insert(Campaign, row, or_nothing=True), entry, subject_id=made)
    return Campaign.objects.get(pk=made)


def _row(plan: Plan, made: uuid.UUID, *, by: Actor, at: datetime) -> dict[str, Any]:
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
        "id": made, "name": plan.name.strip(), "reason": plan.reason.strip(), "checklist": edition.checklist_id,
        "edition": edition.pk, "area": plan.area, "kinds": list(kinds),
        "words": plan.words.strip(), "unit": plan.unit_id, "starts_on": plan.starts_on, "ends_on": plan.ends_on,
        "state": str(CampaignState.DRAFTING), "why": "", "made_at": at, "made_by": f"{by.name} · {by.unit_name}"[:140],
        "post": by.post_id, "expected": None, "laid": 0, "laid_to": "", "laid_at": None, "moved_at": at,
    }  # fmt: skip


def begin(campaign: Campaign, *, by: Actor, at: datetime) -> Campaign:
    """Its places are written down in the background from now on; whoever goes there sees them as they come."""
    require(by, RUN, campaign)
    plan = Plan(
        campaign.name, campaign.reason, "", campaign.area, campaign.starts_on, campaign.ends_on,
        tuple(campaign.kinds), campaign.words,
    )  # fmt: skip
    expected, _is_more = queries.how_many(plan)
    if not expected:
        raise Refused("inspections.no_places")
    with transaction.atomic():
        move(campaign, ACTS["begin"], {"expected": expected}, {"places": expected}, by=by, at=at)
        _send(campaign)
    return campaign


def pause(campaign: Campaign, *, by: Actor, at: datetime, why: str) -> Campaign:
    """Nobody is sent there any more until it is resumed; what was done stays done."""
    require(by, RUN, campaign)
    return move(campaign, ACTS["pause"], {"why": _said(why)}, {"why": why.strip()}, by=by, at=at)


def resume(campaign: Campaign, *, by: Actor, at: datetime, why: str = "") -> Campaign:
    """It goes on where it stood, laying out too."""
    require(by, RUN, campaign)
    act = ACTS["resume" if campaign.laid_at else "resume_laying_out"]
    with transaction.atomic():
        move(campaign, act, {"why": ""}, {"why": why.strip()}, by=by, at=at)
        if not campaign.laid_at:
            _send(campaign)
    return campaign


def stop(campaign: Campaign, *, by: Actor, at: datetime, why: str) -> Campaign:
    """It is over before its end. Cases that were opened go on."""
    require(by, RUN, campaign)
    return move(campaign, ACTS["stop"], {"why": _said(why)}, {"why": why.strip()}, by=by, at=at)


def end_what_is_over(today: date, *, at: datetime) -> int:
    """End every campaign with nothing left, or whose last day has passed; how many."""
    ended = 0
    for each in Campaign.objects.filter(state__in=[str(state) for state in NOT_OVER]).order_by("made_at"):
        counts = queries.total(each, each.area)
        verdict = rules.has_it_ended(counts, is_laid=bool(each.laid_at), ends_on=each.ends_on, today=today)
        if verdict.answer:
            told = {"done": counts.done, "left": counts.due}
            move(each, ACTS["end"], {}, told, by=SYSTEM, at=max(at, each.moved_at), why=verdict.why)
            ended += 1
    return ended


def move(
    campaign: Campaign,
    act: Act,
    changes: dict[str, Any],
    told: dict[str, Any],
    *,
    by: Actor,
    at: datetime,
    why: tuple[Why, ...] = (),
) -> Campaign:
    """Carry out one act; Refused where the table has none, Outrun when somebody was faster."""
    verdict = decide(act, CampaignState(campaign.state))
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)
    data = {"name": campaign.name, **told}
    entry = NewEntry(act.kind, at, by.snapshot(), data, tuple(reason.as_json() for reason in why))
    changes = {**changes, "state": str(act.target), "moved_at": at}
    if not journal.move_subject(CAMPAIGN, campaign, entry, changes):
        raise Outrun("inspections.outrun", name=campaign.name)
    return campaign


def _said(why: str) -> str:
    if not why.strip():
        raise Refused("inspections.needs", what="why")
    return why.strip()[:200]


def _send(campaign: Campaign) -> None:
    """One worker at a time lays out a campaign; the job comes and goes with this transaction."""
    app.configure_task(LAY_OUT, queue="default", lock=f"{LAY_OUT} {campaign.pk}").defer(
        campaign=str(campaign.pk)
    )
