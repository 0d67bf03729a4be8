"""The only writers of shifts: laying out, changing, swapping, signing on and off, confirming."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Case, Value, When

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import NotAllowed, Outrun, Refused, Verdict
from commongrid.registry.duty import queries, rules
from commongrid.registry.duty.models import Absence, Shift
from commongrid.registry.duty.terms import Roster, Slot
from commongrid.registry.units.models import Post, Unit

PLAN, SIGN = "duty.plan", "duty.sign"
MOST_WORDS = 2000


@transaction.atomic
def lay_out(unit: Unit, slots: Sequence[Slot], *, by: Actor, at: datetime, why: str) -> int:
    """Write the shifts of a preview; slots without a post are left out. Returns how many were written.

    Refused("duty.nothing") with none, ("duty.not_of_unit") for a stranger, ("duty.overlaps") when somebody wrote first.
    """
    require(by, PLAN, Roster(unit.division_id))
    filled = [(slot, slot.post_id) for slot in slots if slot.post_id is not None]
    if not filled:
        raise Refused("duty.nothing")
    held = {
        post.pk: post
        for post in Post.objects.filter(unit=unit, role__in=queries.STANDS, pk__in={pk for _, pk in filled})
    }
    for slot, pk in filled:
        if pk not in held:
            raise Refused("duty.not_of_unit", unit=unit.name_zh)
        _demand(rules.is_span(slot.starts_at, slot.ends_at))
    rows = [_row(unit, held[pk], slot) for slot, pk in filled]
    _write(lambda: Shift.objects.bulk_create(rows, batch_size=500))
    told = {
        "unit": unit.name_zh,
        "shifts": len(rows),
        "from": min(row.starts_at for row in rows).isoformat(),
        "until": max(row.ends_at for row in rows).isoformat(),
        "why": why,
    }
    journal.note("roster", unit.code, NewEntry("duty.laid_out", at, by.snapshot(), told))
    return len(rows)


def _row(unit: Unit, post: Post, slot: Slot) -> Shift:
    area = post.area or unit.division_id
    return Shift(
        post=post, unit=unit, area=area, kind=slot.kind, starts_at=slot.starts_at, ends_at=slot.ends_at
    )


@transaction.atomic
def change(
    one: Shift, *, post: Post, starts_at: datetime, ends_at: datetime, by: Actor, at: datetime, why: str
) -> None:
    """Give one shift another time or another holder. Refused once it was signed on or is over."""
    require(by, PLAN, one)
    _demand(rules.is_span(starts_at, ends_at))
    _ahead(one, at)
    if all(post.pk != each.pk for each in queries.staff(one.unit_id, starts_at.date())):
        raise Refused("duty.not_of_unit", unit=one.unit.name_zh)
    if any(each.is_away for each in queries.busy([post.pk], starts_at, ends_at)):
        raise Refused("duty.is_away", holder=post.account.name)
    area = post.area or one.unit.division_id
    values = {"post": post, "area": area, "starts_at": starts_at, "ends_at": ends_at}
    _move(one, values, signed_on_at=None)
    now = {"to": post.account.name, "new_from": starts_at.isoformat(), "new_until": ends_at.isoformat()}
    _note(one, NewEntry("duty.changed", at, by.snapshot(), {**_told(one), **now, "why": why}))


@transaction.atomic
def drop(one: Shift, *, by: Actor, at: datetime, why: str) -> None:
    """Take a shift out of the roster. Refused once it was signed on or is over."""
    require(by, PLAN, one)
    _ahead(one, at)
    _move(one, {"dropped_at": at}, signed_on_at=None)
    _note(one, NewEntry("duty.dropped", at, by.snapshot(), {**_told(one), "why": why}))


@transaction.atomic
def swap(one: Shift, other: Shift, *, by: Actor, at: datetime, why: str) -> None:
    """Exchange the holders of two shifts of one roster, with the places they cover; each history tells it."""
    require(by, PLAN, one)
    require(by, PLAN, other)
    if one.unit_id != other.unit_id or one.post_id == other.post_id:
        raise Refused("duty.no_swap")
    for each, takes in ((one, other), (other, one)):
        _ahead(each, at)
        if any(found.is_away for found in queries.busy([takes.post_id], each.starts_at, each.ends_at)):
            raise Refused("duty.is_away", holder=takes.post.account.name)
    pair = Shift.objects.filter(pk__in=[one.pk, other.pk], signed_on_at=None, dropped_at=None)
    held = pair.filter(post__in=[one.post_id, other.post_id])
    posts = Case(When(pk=one.pk, then=Value(other.post_id)), default=Value(one.post_id))
    areas = Case(When(pk=one.pk, then=Value(other.area)), default=Value(one.area))
    if _write(lambda: held.update(post=posts, area=areas)) != 2:
        raise Outrun("duty.outrun")
    for each, takes in ((one, other), (other, one)):
        told = {**_told(each), "to": takes.post.account.name, "why": why}
        _note(each, NewEntry("duty.swapped", at, by.snapshot(), told))


@transaction.atomic
def sign_on(one: Shift, *, by: Actor, at: datetime) -> None:
    """The holder is there: the moment alone is kept, never a place. Refused half an hour early, and when it is over."""
    _own(one, by)
    _demand(rules.may_sign_on(one.starts_at, one.ends_at, at))
    _move(one, {"signed_on_at": at}, signed_on_at=None, post=one.post_id)
    _note(one, NewEntry("duty.signed_on", at, by.snapshot(), _told(one)))


@transaction.atomic
def sign_off(one: Shift, *, handover: str, by: Actor, at: datetime) -> None:
    """The holder leaves and says what is open and to be watched; the journal knows that, not the words."""
    _own(one, by)
    if one.signed_on_at is None:
        raise Refused("duty.not_signed_on")
    words = handover.strip()[:MOST_WORDS]
    _move(one, {"signed_off_at": at, "handover": words}, signed_on_at__isnull=False, signed_off_at=None)
    told = {**_told(one), "handed": "handover" if words else "no_handover"}
    _note(one, NewEntry("duty.signed_off", at, by.snapshot(), told))


@transaction.atomic
def read_handover(one: Shift, mine: Shift, *, by: Actor, at: datetime) -> None:
    """Whoever is next on the roster (by `mine`, a shift that begins later or lasts now) confirms a handover."""
    _own(mine, by)
    is_next = mine.unit_id == one.unit_id and mine.ends_at > one.starts_at and mine.pk != one.pk
    if not is_next or by.account_id == one.post.account_id:
        raise Refused("duty.not_next")
    values = {"read_at": at, "read_by": mine.post}
    _move(one, values, signed_off_at__isnull=False, read_at=None)
    _note(one, NewEntry("duty.handover_read", at, by.snapshot(), _told(one)))


@transaction.atomic
def hand_on(post: Post, to: Post, *, by: Actor, at: datetime, why: str) -> int:
    """The shifts a post still has ahead go to another post of the same person: its grid was redrawn. How many they are."""
    require(by, "admin.registry", EVERYTHING)
    if post.account_id != to.account_id:
        raise Refused("duty.not_of_unit", unit=to.unit.name_zh)
    ahead = list(queries.shifts().filter(post=post, starts_at__gt=at, signed_on_at=None))
    values = {"post": to, "area": to.area or to.unit.division_id}
    for one in ahead:
        _move(one, values, signed_on_at=None, post=post.pk)
        _note(
            one,
            NewEntry(
                "duty.changed",
                at,
                by.snapshot(),
                {
                    **_told(one),
                    "to": to.account.name,
                    "new_from": one.starts_at.isoformat(),
                    "new_until": one.ends_at.isoformat(),
                    "why": why,
                },
            ),
        )
    Absence.objects.filter(post=post, ends_at__gt=at).update(post=to)
    return len(ahead)


@transaction.atomic
def set_away(post: Post, *, starts_at: datetime, ends_at: datetime, by: Actor, at: datetime) -> Absence:
    """A post is away from here to there; shifts it already holds stay until they are changed. No reason is asked."""
    require(by, PLAN, Roster(post.unit.division_id))
    if ends_at <= starts_at:
        raise Refused("duty.ends_first")
    told = {"holder": post.account.name, "from": starts_at.isoformat(), "until": ends_at.isoformat()}
    journal.note("post", str(post.pk), NewEntry("duty.away", at, by.snapshot(), told))
    return Absence.objects.create(post=post, starts_at=starts_at, ends_at=ends_at)


def _own(one: Shift, by: Actor) -> None:
    require(by, SIGN, one)
    if by.account_id != one.post.account_id:
        raise NotAllowed("duty.not_yours", holder=one.post.account.name)


def _ahead(one: Shift, at: datetime) -> None:
    if one.signed_on_at is not None:
        raise Refused("duty.is_signed_on", holder=one.post.account.name)
    if one.ends_at <= at:
        raise Refused("duty.is_over", ends_at=one.ends_at.isoformat())


def _demand(verdict: Verdict[bool]) -> None:
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)


def _move(one: Shift, values: dict[str, Any], **expected: Any) -> None:
    """Compare and set: nothing is moved when somebody else was quicker."""
    if not _write(lambda: Shift.objects.filter(pk=one.pk, dropped_at=None, **expected).update(**values)):
        raise Outrun("duty.outrun")


def _write[T](write: Callable[[], T]) -> T:
    """The database has the last word on two shifts of one post at a time."""
    try:
        with transaction.atomic():
            return write()
    except IntegrityError as error:
        if "duty_shift_one_at_a_time" in str(error):
            raise Refused("duty.overlaps") from error
        raise


def _told(one: Shift) -> dict[str, Any]:
    return {
        "holder": one.post.account.name,
        "account": one.post.account_id,
        "unit": one.unit.name_zh,
        "area": one.area,
        "from": one.starts_at.isoformat(),
        "until": one.ends_at.isoformat(),
    }


def _note(one: Shift, entry: NewEntry) -> None:
    journal.note("shift", str(one.pk), entry)
