"""Which services there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.work.outreach.models import Service


@transaction.atomic
def set_services(rows: Sequence[Service], *, by: Actor, at: datetime, why: str) -> int:
    """The catalogue as it is from now on: those that are not in it are no longer offered; requests keep theirs."""
    require(by, "admin.configuration", EVERYTHING)
    told = ["name", "name_en", "department", "active"]
    Service.objects.exclude(pk__in=[one.pk for one in rows]).update(active=False)
    Service.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=told)
    entry = NewEntry("outreach.services_set", at, by.snapshot(), {"n": len(rows), "why": why})
    journal.note("outreach_list", "services", entry)
    return len(rows)
