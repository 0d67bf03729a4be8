"""A file that was checked and waits to be imported: kept for an hour, for the account that sent it."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.cache import cache

HOUR = 3600


def keep(account_id: int | None, told: dict[str, Any]) -> str:
    """Keep what was sent; the name to ask for it by."""
    name = secrets.token_urlsafe(16)
    cache.set(_key(account_id, name), told, HOUR)
    return name


def kept(account_id: int | None, name: str) -> dict[str, Any] | None:
    """What was kept under this name by this account; None after an hour, or for anybody else."""
    found: dict[str, Any] | None = cache.get(_key(account_id, name)) if name else None
    return found


def _key(account_id: int | None, name: str) -> str:
    return f"desk-upload:{account_id}:{name[:64]}"
