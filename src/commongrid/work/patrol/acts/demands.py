"""Demands are set, changed from a day on, and ended; what they asked before stays as it was."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun, Refused
from commongrid.work.patrol import queries, rules
from commongrid.work.patrol.models import Demand
from commongrid.work.patrol.terms import DEMAND, Area, Wanted

ABILITY = "patrol.set"
LAY_OUT = "patrol.lay_out"


@transaction.atomic
def set_demand(
    wanted: Wanted, key: str, *, by: Actor, at: datetime, today: date, why: str, origin: str = "desk"
) -> Demand:
    """Set a demand from its first day on; the one with the same code ends the day before. The same key twice is once.

    Its places are laid out in the background. Refused: intake.key_missing, patrol.needs_…, patrol.not_in_the_past,
    patrol.needs_why, checklists.unknown.
    """
    require(by, ABILITY, Area(wanted.area))
    if not 8 <= len(key) <= 80:
        raise Refused("intake.key_missing")
    made = uuid.uuid5(rules.SPACE, f"demand {by.account_id}:{key}")
    known = Demand.objects.filter(pk=made).first()
    if known is not None:
        return known
    _check(wanted, why, today)
    before = Demand.objects.select_for_update().filter(code=wanted.code, ends_on=None).first()
    if before is not None:
        require(by, ABILITY, before)
        last = max(wanted.starts_on - timedelta(days=1), before.starts_on)
        _end(before, last, by=by, at=at, why=why)
    told = {
        "code": wanted.code,
        "zh": wanted.zh,
        "en": wanted.en,
        "starts_on": wanted.starts_on.isoformat(),
        "why": why,
    }
    entry = NewEntry("patrol.demand_set", at, by.snapshot(), told)
    row = {
        "id": made,
        "origin": origin,
        **_row(wanted),
        "made_at": at,
        "made_by": " · ".join(one for one in (by.name, by.unit_name) if one)[:140],
    }
    if not journal.open_subject(DEMAND, Insert(Demand, row, or_nothing=True), entry, subject_id=made):
        raise Outrun("patrol.outrun", name=wanted.zh)
    lay_out_later()
    return Demand.objects.get(pk=made)


def _check(wanted: Wanted, why: str, today: date) -> None:
    verdict = rules.is_demand(wanted, today=today)
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)
    if not why.strip():
        raise Refused("patrol.needs_why")
    if wanted.checklist:
        queries.checklist_of(wanted.checklist)


def _row(wanted: Wanted) -> dict[str, Any]:
    return {
        "code": wanted.code, "zh": wanted.zh.strip(), "en": wanted.en.strip(), "area": wanted.area, "what": str(wanted.what),
        "kinds": list(wanted.kinds), "facet": str(wanted.facet), "floors": wanted.floors, "rooms": wanted.rooms, "every_days": wanted.every_days, "times": wanted.times,
        "per": str(wanted.per), "step_days": rules.step_days(wanted.every_days, wanted.times, wanted.per),
        "minutes": wanted.minutes, "opens": wanted.opens, "closes": wanted.closes, "who": wanted.who,
        "checklist": wanted.checklist, "matters": list(wanted.matters), "confidence": str(wanted.confidence),
        "source": wanted.source[:200], "starts_on": wanted.starts_on, "ends_on": None,
    }  # fmt: skip


@transaction.atomic
def end_demand(demand: Demand, last_day: date, *, by: Actor, at: datetime, today: date, why: str) -> Demand:
    """It holds up to a day, today at the earliest. What was visited stays visited.

    Refused: patrol.needs_why, patrol.not_in_the_past, patrol.ended_already.
    """
    require(by, ABILITY, demand)
    if not why.strip():
        raise Refused("patrol.needs_why")
    if demand.ends_on is not None:
        raise Refused("patrol.ended_already", name=demand.zh)
    if last_day < max(today, demand.starts_on):
        raise Refused("patrol.not_in_the_past")
    _end(demand, last_day, by=by, at=at, why=why)
    return demand


def _end(demand: Demand, last_day: date, *, by: Actor, at: datetime, why: str) -> None:
    told = {
        "code": demand.code,
        "zh": demand.zh,
        "en": demand.en,
        "ends_on": last_day.isoformat(),
        "why": why,
    }
    entry = NewEntry("patrol.demand_ended", at, by.snapshot(), told)
    if not journal.move_subject(DEMAND, demand, entry, {"ends_on": last_day}):
        raise Outrun("patrol.outrun", name=demand.zh)


def adopt(wanted: Iterable[Wanted], origin: str, *, by: Actor, at: datetime, today: date) -> int:
    """Take over the demands of a pack whose codes nobody has set yet; how many. What a city set itself is left alone."""
    known = set(Demand.objects.values_list("code", flat=True))
    new = [each for each in wanted if each.code not in known]
    for each in new:
        set_demand(each, f"{origin} {each.code}", by=by, at=at, today=today, why=origin, origin=origin)
    return len(new)


def lay_out_later() -> None:
    """One worker at a time lays out; the job comes and goes with this transaction."""
    app.configure_task(LAY_OUT, queue="default", lock=LAY_OUT).defer()
