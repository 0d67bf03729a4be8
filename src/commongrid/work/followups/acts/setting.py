"""The sampling plan and the script: editions, each written once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun, Refused
from commongrid.work.followups import queries, rules
from commongrid.work.followups.acts.core import held_to
from commongrid.work.followups.models import Edition
from commongrid.work.followups.terms import PLAN, SCRIPT, Line, Plan


def set_plan(plan: Plan, *, by: Actor, at: datetime, why: str, after: int | None = None) -> Edition:
    """Who is called from now on. The same plan again changes nothing. `after`: the edition the writer saw (0: none)."""
    require(by, "admin.configuration", EVERYTHING)
    held_to(rules.is_plan(plan))
    told = {**asdict(plan), "shares": [asdict(each) for each in plan.shares]}
    facts = {"percent": plan.percent, "shares": len(plan.shares)}
    return _publish(PLAN, "followup.plan_set", told, facts, by=by, at=at, why=why, after=after)


def set_script(
    lines: Sequence[Line], *, by: Actor, at: datetime, why: str, after: int | None = None
) -> Edition:
    """What is said and asked from now on. The same script again changes nothing."""
    require(by, "admin.configuration", EVERYTHING)
    held_to(rules.is_script(lines))
    told = [{**asdict(each), "asks": str(each.asks)} for each in lines]
    facts = {"lines": len(lines)}
    return _publish(SCRIPT, "followup.script_set", told, facts, by=by, at=at, why=why, after=after)


@transaction.atomic
def _publish(
    kind: str,
    entry: str,
    told: Any,
    facts: dict[str, Any],
    *,
    by: Actor,
    at: datetime,
    why: str,
    after: int | None,
) -> Edition:
    if not why.strip():
        raise Refused("followups.say_why")
    before = queries.last(kind)
    if before is not None and before.told == told:
        return before
    # The note's lock keeps a second writer out until this one is through: what is last now stays last.
    journal.note(kind, "city", NewEntry(entry, at, by.snapshot(), {**facts, "why": why.strip()}))
    before = queries.last(kind)
    if after is not None and after != (before.pk if before else 0):
        raise Outrun("followups.edition_outrun")
    return Edition.objects.create(kind=kind, at=at, set_by=by.name, why=why.strip()[:200], told=told)
