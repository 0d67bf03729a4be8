"""Reads of links."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from commongrid.base.access.models import Account
from commongrid.insight.handouts import rules, signing
from commongrid.insight.handouts.models import Link

SHOWN = 100


def shown(token: str, *, at: datetime) -> Link | None:
    """The link a token names, while it is good and its maker may sign in (two primary keys); None for any other."""
    link_id = signing.link_id(token)
    link = Link.objects.filter(pk=link_id).first() if link_id else None
    if link is None or not rules.is_good(link.expires_at, link.withdrawn_at, at):
        return None
    return link if Account.objects.filter(pk=link.account_id, is_active=True).exists() else None


def links_of(account_id: int) -> list[Link]:
    """The last links somebody gave, the newest first (index handouts_link_maker)."""
    return list(Link.objects.filter(account_id=account_id).order_by("-made_at")[:SHOWN])


def link_of(account_id: int, link_id: UUID) -> Link | None:
    """One of somebody's own links (primary key)."""
    return Link.objects.filter(pk=link_id, account_id=account_id).first()


def out(account_id: int, at: datetime) -> int:
    """How many of somebody's links still show something (index handouts_link_maker)."""
    return Link.objects.filter(account_id=account_id, expires_at__gt=at, withdrawn_at=None).count()
