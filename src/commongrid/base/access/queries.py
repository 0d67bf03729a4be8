"""Reads of accounts, and a reach as the filter of a list."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from commongrid.base.access.models import Account
from commongrid.base.access.rules import reach
from commongrid.base.access.terms import Actor, AllOf, AnyOf, Condition, Has, Is, Prefix
from commongrid.base.journal import queries as history

NOBODY = Q(pk__in=())
# An empty Q() would vanish from an "or"; this one stays and lets every row through.
EVERYBODY = ~NOBODY


def account(username: str) -> Account | None:
    """One account by sign-in name (unique index on username)."""
    return Account.objects.filter(username=username).first()


OF_THEIR_OWN = ("access.account_invited", "access.password_renewed", "access.password_chosen")


def with_passwords_of_their_own(account_ids: Iterable[int]) -> set[int]:
    """Which accounts no longer have the password they were made with (index journal_entry_subject)."""
    told = history.histories("account", [str(one) for one in account_ids])
    return {int(entry.subject_id) for entry in told if entry.kind in OF_THEIR_OWN}


def within(actor: Actor, ability: str) -> Q:
    """The same as `rules.may`, for a list: a filter that lets through what `actor` may use `ability` on."""
    return EVERYBODY if actor.kind == "system" else as_filter(reach(actor, ability))


def as_filter(condition: Condition) -> Q:
    """A condition as SQL will check it; agrees with `condition.holds` on every row."""
    match condition:
        case Prefix(field, value):
            return Q(**{f"{field}__startswith": value}) if value else EVERYBODY
        case Is(field, value):
            return NOBODY if value is None else Q(**{field: value})
        case Has(field, value):
            return NOBODY if value is None else Q(**{f"{field}__contains": [value]})
        case AnyOf(conditions):
            met = NOBODY
            for each in conditions:
                met |= as_filter(each)
            return met
        case AllOf(conditions):
            met = EVERYBODY
            for each in conditions:
                met &= as_filter(each)
            return met
