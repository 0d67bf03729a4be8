"""Photos come before their report; those whose report never came are let go."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from commongrid.base.files import acts as files
from commongrid.base.files.models import Photo
from commongrid.intake.models import Report

OF_REPORT = "report:"


def forget(before: datetime, *, at: datetime) -> int:
    """Remove photos that came before `before` under a report that does not exist; how many (index files_photo_owner)."""
    owners = Photo.objects.filter(owner__startswith=OF_REPORT, created_at__lt=before)
    ids = {UUID(owner.removeprefix(OF_REPORT)) for owner in owners.values_list("owner", flat=True).distinct()}
    there = set(Report.objects.filter(pk__in=ids).values_list("pk", flat=True))
    return sum(files.forget(f"{OF_REPORT}{one}", at=at) for one in sorted(ids - there))
