"""Originals of photos, which show faces and plates, go when their case can no longer be reopened."""

from __future__ import annotations

from datetime import datetime, timedelta

from commongrid.base.files import acts as files
from commongrid.work.deadlines import queries
from commongrid.work.deadlines.terms import Policy

BATCH = 500


def drop_originals(*, at: datetime, policy: Policy | None = None) -> int:
    """Drop the originals of photos whose case can no longer be reopened; how many photos."""
    before = at - timedelta(days=(policy or queries.policy()).reopen_within_days)
    dropped, after = 0, ""
    while owners := queries.originals_to_drop(before, after, BATCH):
        needed = queries.needed_owners(owners, before)
        dropped += sum(files.drop_originals(owner, at=at) for owner in owners if owner not in needed)
        after = owners[-1]
    return dropped
