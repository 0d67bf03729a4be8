"""What the reader of an inbox does: read, read all, choose what to hear."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from commongrid.base.access.terms import Actor
from commongrid.base.notices import queries
from commongrid.base.notices.models import Preference
from commongrid.base.verdicts import NotAllowed


def mark_read(notice_ids: Iterable[UUID], *, by: Actor, at: datetime) -> int:
    """Mark some of one's own notices as read; others' are left alone. How many were unread."""
    return queries.of(by).filter(pk__in=list(notice_ids), read_at=None).update(read_at=at)


def mark_all_read(*, by: Actor, at: datetime, about: str = "") -> int:
    """Mark all of one's own notices as read, or those about one case; how many were unread."""
    unread = queries.of(by).filter(read_at=None)
    return (unread.filter(about=about) if about else unread).update(read_at=at)


def prefer(quiet: Iterable[str], *, by_email: bool, by: Actor, at: datetime) -> Preference:
    """Choose which kinds to keep quiet and whether letters come too; for one's own account."""
    if by.account_id is None:
        raise NotAllowed("access.no_grant", ability="notices.prefer", role=by.role or by.kind)
    chosen = {"quiet": sorted(set(quiet)), "by_email": by_email}
    return Preference.objects.update_or_create(account_id=by.account_id, defaults=chosen)[0]
