"""Signing on and off by the holder alone, and confirming what was handed over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused
from commongrid.registry.duty import rules
from commongrid.registry.duty.acts.core import demand, move, own
from commongrid.registry.duty.models import Shift

MOST_WORDS = 2000


@transaction.atomic
def sign_on(one: Shift, *, by: Actor, at: datetime) -> None:
    """The holder is there: the moment alone is kept, never a place. Refused half an hour early, and when it is over."""
    own(one, by)
    demand(rules.may_sign_on(one.starts_at, one.ends_at, at))
    expected = {"signed_on_at": None, "post": one.post_id}
    move(one, "duty.signed_on", {"signed_on_at": at}, by=by, at=at, expected=expected)


@transaction.atomic
def sign_off(one: Shift, *, handover: str, by: Actor, at: datetime) -> None:
    """The holder leaves and says what is open and to be watched; the journal knows that, not the words."""
    own(one, by)
    if one.signed_on_at is None:
        raise Refused("duty.not_signed_on")
    words = handover.strip()[:MOST_WORDS]
    told = {"handed": "handover" if words else "no_handover"}
    expected = {"signed_on_at__isnull": False, "signed_off_at": None}
    values = {"signed_off_at": at, "handover": words}
    move(one, "duty.signed_off", values, by=by, at=at, expected=expected, told=told)


@transaction.atomic
def read_handover(one: Shift, mine: Shift, *, by: Actor, at: datetime) -> None:
    """Whoever is next on the roster (by `mine`, a shift that begins later or lasts now) confirms a handover."""
    own(mine, by)
    is_next = mine.unit_id == one.unit_id and mine.ends_at > one.starts_at and mine.pk != one.pk
    if not is_next or by.account_id == one.post.account_id:
        raise Refused("duty.not_next")
    values = {"read_at": at, "read_by": mine.post}
    expected = {"signed_off_at__isnull": False, "read_at": None}
    move(one, "duty.handover_read", values, by=by, at=at, expected=expected)
