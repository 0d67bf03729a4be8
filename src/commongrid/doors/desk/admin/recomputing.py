"""Deadlines of open cases after the calendar or a unit's hours have changed: which would move, and moving them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused
from commongrid.cases import acts, clocks
from commongrid.cases.acts import core
from commongrid.cases.lifecycle import ACTS
from commongrid.cases.models import Case

KIND = "case.relimited"


def open_cases() -> Iterator[Case]:
    """The cases whose clock may be recomputed, in batches (index cases_case_due)."""
    return waiting().select_related("lead_unit", "centre").order_by("pk").iterator(chunk_size=500)


def waiting() -> QuerySet[Case]:
    """The same, to be counted."""
    return Case.objects.filter(status__in=[str(status) for status in ACTS["relimit"].sources])


def would_move(case: Case, at: datetime) -> bool:
    """Is its deadline another by today's calendar?"""
    told = {"limits": limits_of(case), "from": "start"}
    changed = core.clock_changes(case, KIND, at, told, {})
    return bool(changed) and changed["clock"] != case.clock


def move(case: Case, *, by: Actor, at: datetime, why: str) -> bool:
    """Recompute it and record why; False when somebody acted on it at this very moment."""
    try:
        acts.relimit(case, limits_of(case), by=by, at=max(at, case.moved_at), why=why, since="start")
    except Refused:
        return False
    return True


def limits_of(case: Case) -> dict[str, Any]:
    """The limits it was filed under: only the calendar changes."""
    limits = clocks.from_text(case.clock).limits
    return {str(stage): limit.as_json() for stage, limit in limits.items()}
