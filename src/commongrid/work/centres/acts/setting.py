"""The standard: editions, each written once."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.work.centres import queries, rules
from commongrid.work.centres.acts.core import held_to, said
from commongrid.work.centres.models import Edition
from commongrid.work.centres.terms import STANDARD, Standard


@transaction.atomic
def publish(standard: Standard, *, by: Actor, at: datetime, why: str) -> Edition:
    """What centres are held to from now on; the same standard again changes nothing, and what is begun keeps its own."""
    require(by, "admin.catalogue", EVERYTHING)
    held_to(rules.is_standard(standard))
    told = {**asdict(standard), "items": [asdict(one) for one in standard.items]}
    before = queries.last()
    if before is not None and queries.standard_of(before) == standard:
        return before
    data = {"items": len(standard.items), "why": said(why)}
    journal.note(STANDARD, "city", NewEntry("centre.standard_published", at, by.snapshot(), data))
    return Edition.objects.create(at=at, set_by=by.name, why=said(why)[:200], told=told)
