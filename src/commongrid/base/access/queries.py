"""Reads of accounts."""

from __future__ import annotations

from commongrid.base.access.models import Account


def account(username: str) -> Account | None:
    """One account by sign-in name (unique index on username)."""
    return Account.objects.filter(username=username).first()
