"""A campaign's life: begun, paused, resumed, extended, stopped by people; ended by itself."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app

from commongrid.base.access.acts import require
from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun, Refused, Why
from commongrid.work.inspections import queries, rules
from commongrid.work.inspections.lifecycle import ACTS, RUN, Act, decide
from commongrid.work.inspections.models import Campaign
from commongrid.work.inspections.terms import CAMPAIGN, NOT_OVER, CampaignState, Plan

LAY_OUT = "inspections.lay_out"


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


def extend(campaign: Campaign, until: date, *, by: Actor, at: datetime, why: str) -> Campaign:
    """Its last day is put off, with a reason that everybody concerned reads; an earlier day is refused."""
    require(by, RUN, campaign)
    verdict = rules.may_extend(ends_on=campaign.ends_on, until=until, starts_on=campaign.starts_on)
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)
    told = {"since": campaign.ends_on.isoformat(), "until": until.isoformat(), "why": _said(why)}
    return move(campaign, ACTS["extend"], {"ends_on": until}, told, by=by, at=at)


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
    changes = {**changes, "state": str(act.leads_to(CampaignState(campaign.state))), "moved_at": at}
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
