"""Writing accounts, and the one gate every act passes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password

from commongrid.base.access import rules
from commongrid.base.access.models import Account
from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import NotAllowed


def require(actor: Actor, ability: str, thing: Any) -> None:
    """Raise NotAllowed unless `actor` may use `ability` on `thing`."""
    verdict = rules.may(actor, ability, thing)
    if not verdict.answer:
        why = verdict.why[0]
        raise NotAllowed(why.key, **why.facts)


def add_accounts(rows: Iterable[Mapping[str, Any]], *, by: Actor, at: datetime) -> dict[str, Account]:
    """Add or update accounts by username; rows: username, name, and optionally name_en, email, password, language.

    A row without a password gets an unusable one: such an account cannot sign in. An account that is
    already here keeps its password. Returns all of them by username.
    """
    accounts = [
        Account(
            username=row["username"],
            name=row["name"],
            name_en=row.get("name_en", ""),
            email=row.get("email", ""),
            language=row.get("language") or "zh-hans",
            password=make_password(row.get("password") or None),
            created_at=at,
        )
        for row in rows
    ]
    Account.objects.bulk_create(
        accounts,
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["username"],
        update_fields=["name", "name_en", "email"],
    )
    return {
        account.username: account
        for account in Account.objects.filter(username__in=[a.username for a in accounts])
    }
