"""What every act on a shift asks and does: whose it is, whether it can still be changed, and one row moved at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import NotAllowed, Outrun, Refused, Verdict
from commongrid.registry.duty.models import Shift

PLAN, SIGN = "duty.plan", "duty.sign"


def own(one: Shift, by: Actor) -> None:
    """Only its holder signs a shift: NotAllowed("duty.not_yours") for everybody else."""
    require(by, SIGN, one)
    if by.account_id != one.post.account_id:
        raise NotAllowed("duty.not_yours", holder=one.post.account.name)


def demand_ahead(one: Shift, at: datetime) -> None:
    """What is signed on or over is changed no more: Refused("duty.is_signed_on"), ("duty.is_over")."""
    if one.signed_on_at is not None:
        raise Refused("duty.is_signed_on", holder=one.post.account.name)
    if one.ends_at <= at:
        raise Refused("duty.is_over", ends_at=one.ends_at.isoformat())


def demand(verdict: Verdict[bool]) -> None:
    """Refused with the first reason of a verdict that says no."""
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)


def move(
    one: Shift,
    kind: str,
    values: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
    expected: Mapping[str, Any],
    told: Mapping[str, Any] | None = None,
) -> None:
    """Compare and set, with its entry: nothing is moved when somebody else was quicker."""
    still = Shift.objects.filter(pk=one.pk, dropped_at=None, **expected)
    if not write(lambda: still.update(**values)):
        raise Outrun("duty.outrun")
    note(one, NewEntry(kind, at, by.snapshot(), {**told_of(one), **(told or {})}))


def write[T](change: Callable[[], T]) -> T:
    """The database has the last word on two shifts of one post at a time."""
    try:
        with transaction.atomic():
            return change()
    except IntegrityError as error:
        if "duty_shift_one_at_a_time" in str(error):
            raise Refused("duty.overlaps") from error
        raise


def told_of(one: Shift) -> dict[str, Any]:
    """What the journal says of a shift, whatever happened to it."""
    return {
        "holder": one.post.account.name,
        "account": one.post.account_id,
        "unit": one.unit.name_zh,
        "area": one.area,
        "from": one.starts_at.isoformat(),
        "until": one.ends_at.isoformat(),
    }


def note(one: Shift, entry: NewEntry) -> None:
    """Record it under the shift."""
    journal.note("shift", str(one.pk), entry)
