"""Courts as they are set up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, SYSTEM, Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.registry.units.models import Unit
from commongrid.work.mediation.models import Court
from commongrid.work.mediation.shipping import CourtLine
from commongrid.work.mediation.terms import COURT, CourtLevel


@transaction.atomic
def set_court(unit: Unit, told: Mapping[str, Any], *, by: Actor, at: datetime) -> Court:
    """A unit is a court from now on: name_zh, name_en, level, divisions. Who judges there is a post of role judge."""
    if by != SYSTEM:
        require(by, "mediation.set_up", EVERYTHING)
    row = {
        "name_zh": told["name_zh"].strip(), "name_en": told.get("name_en", "").strip(), "is_active": told.get("is_active", True),
        "level": CourtLevel(told["level"]).value, "divisions": list(told["divisions"]),
    }  # fmt: skip
    found, _ = Court.objects.update_or_create(unit=unit, defaults=row)
    named = {"name": found.name_zh, "on": timezone.localdate(at).isoformat()}
    journal.note(COURT, str(found.pk), NewEntry("court.set", at, by.snapshot(), named))
    return found


@transaction.atomic
def set_courts(found: Iterable[tuple[Unit, CourtLine]], *, by: Actor, at: datetime) -> int:
    """The courts a pack ships; how many."""
    rows = list(found)
    for unit, line in rows:
        told = {
            "name_zh": line.name_zh,
            "name_en": line.name_en,
            "level": line.level,
            "divisions": line.divisions.split("|"),
        }
        set_court(unit, told, by=by, at=at)
    return len(rows)
