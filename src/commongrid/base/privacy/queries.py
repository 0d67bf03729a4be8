"""Reading the access log."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from commongrid.base.privacy.models import Look


def looks_for(person_id: UUID | str, *, limit: int = 200) -> list[Look]:
    """Who saw this person's data in full, the newest first (index privacy_look_person)."""
    return list(Look.objects.filter(person_id=person_id).order_by("-at", "-id")[:limit])


def looks_by(account_id: int, *, limit: int = 200) -> list[Look]:
    """What one member of staff looked at, the newest first (index privacy_look_account)."""
    return list(Look.objects.filter(account_id=account_id).order_by("-at", "-id")[:limit])


def looks(*, before: datetime | None = None, limit: int = 100) -> list[Look]:
    """The whole log for the auditor, the newest first, a page older than `before` (index privacy_look_at)."""
    rows = Look.objects.all() if before is None else Look.objects.filter(at__lt=before)
    return list(rows.order_by("-at", "-id")[:limit])
