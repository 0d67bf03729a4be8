"""One writer at a time, one journal entry and one new token for every change of the catalogue."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun
from commongrid.registry.matters import queries
from commongrid.registry.matters.models import Catalogue

ADMIN = "admin.catalogue"
SUBJECT = "catalogue"


def begin(*, by: Actor, at: datetime) -> None:
    """Check the right and hold the catalogue's row until the transaction ends; the first of all makes it."""
    require(by, ADMIN, EVERYTHING)
    if not Catalogue.objects.select_for_update().filter(pk=1).exists():
        row = Insert(Catalogue, {"id": 1, "token": uuid.uuid4()}, or_nothing=True)
        entry = NewEntry("matters.catalogue_begun", at, by.snapshot())
        journal.open_subject(SUBJECT, row, entry, subject_id=1)
        Catalogue.objects.select_for_update().get(pk=1)


def record(kind: str, told: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    """The journal entry, and the new token that makes every process read the catalogue anew."""
    entry = NewEntry(kind, at, by.snapshot(), told)
    if not journal.move_subject(SUBJECT, Catalogue.objects.get(pk=1), entry, {"token": uuid.uuid4()}):
        raise Outrun("matters.outrun_catalogue")
    queries.forget()
