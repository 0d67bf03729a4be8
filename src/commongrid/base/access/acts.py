"""Writing accounts, and the one gate every act passes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from commongrid.base.access import rules
from commongrid.base.access.models import Account, Invitation
from commongrid.base.access.terms import EVERYTHING, Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import NotAllowed, Refused

ADMIN = "admin.registry"


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


@transaction.atomic
def invite(row: Mapping[str, Any], password: str, *, by: Actor, at: datetime, why: str) -> Account:
    """A new account with a password that is good for choosing one's own, and nothing else.

    `row` as for `add_accounts`. Refused("access.username_taken").
    """
    require(by, ADMIN, EVERYTHING)
    if Account.objects.filter(username=row["username"]).exists():
        raise Refused("access.username_taken", username=row["username"])
    account = add_accounts([{**row, "password": password}], by=by, at=at)[row["username"]]
    Invitation.objects.create(account=account, made_at=at, made_by=by.name)
    _note(account, "access.account_invited", why, by=by, at=at)
    return account


@transaction.atomic
def renew_password(account: Account, password: str, *, by: Actor, at: datetime, why: str) -> None:
    """For somebody who has lost theirs: a new password, good for choosing one's own; older sessions end."""
    require(by, ADMIN, EVERYTHING)
    Account.objects.filter(pk=account.pk).update(password=make_password(password))
    Invitation.objects.update_or_create(account=account, defaults={"made_at": at, "made_by": by.name})
    _note(account, "access.password_renewed", why, by=by, at=at)


@transaction.atomic
def switch_account(account: Account, *, on: bool, by: Actor, at: datetime, why: str) -> None:
    """Let somebody sign in or no longer. Refused for one's own account: nobody locks themselves out."""
    require(by, ADMIN, EVERYTHING)
    if account.pk == by.account_id:
        raise Refused("access.not_oneself")
    if Account.objects.filter(pk=account.pk, is_active=not on).update(is_active=on):
        _note(account, "access.account_opened" if on else "access.account_shut", why, by=by, at=at)


@transaction.atomic
def password_chosen(account: Account, *, at: datetime) -> None:
    """They have their own password now; the one-time one is worth nothing any more."""
    Invitation.objects.filter(account=account).delete()
    by = Actor(kind="staff", name=account.name, account_id=account.pk)
    _note(account, "access.password_chosen", "", by=by, at=at)


def _note(account: Account, kind: str, why: str, *, by: Actor, at: datetime) -> None:
    told = {"username": account.username, "name": account.name, "why": why}
    journal.note("account", str(account.pk), NewEntry(kind, at, by.snapshot(), told))
