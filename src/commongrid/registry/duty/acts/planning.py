"""Laying out and changing rosters, and who is away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Case, Value, When

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun, Refused
from commongrid.registry.duty import queries, rules
from commongrid.registry.duty.acts.core import PLAN, demand, demand_ahead, move, note, told_of, write
from commongrid.registry.duty.models import Absence, Shift
from commongrid.registry.duty.terms import Roster, Slot
from commongrid.registry.units.models import Post, Unit

UNSIGNED = {"signed_on_at": None}


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
        demand(rules.is_span(slot.starts_at, slot.ends_at))
    rows = [_row(unit, held[pk], slot) for slot, pk in filled]
    write(lambda: Shift.objects.bulk_create(rows, batch_size=500))
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
    demand(rules.is_span(starts_at, ends_at))
    demand_ahead(one, at)
    if all(post.pk != each.pk for each in queries.staff(one.unit_id, starts_at.date())):
        raise Refused("duty.not_of_unit", unit=one.unit.name_zh)
    if any(each.is_away for each in queries.busy([post.pk], starts_at, ends_at)):
        raise Refused("duty.is_away", holder=post.account.name)
    area = post.area or one.unit.division_id
    values = {"post": post, "area": area, "starts_at": starts_at, "ends_at": ends_at}
    told = {**_now(post, starts_at, ends_at), "why": why}
    move(one, "duty.changed", values, by=by, at=at, expected=UNSIGNED, told=told)


def _now(post: Post, starts_at: datetime, ends_at: datetime) -> dict[str, str]:
    return {"to": post.account.name, "new_from": starts_at.isoformat(), "new_until": ends_at.isoformat()}


@transaction.atomic
def drop(one: Shift, *, by: Actor, at: datetime, why: str) -> None:
    """Take a shift out of the roster. Refused once it was signed on or is over."""
    require(by, PLAN, one)
    demand_ahead(one, at)
    move(one, "duty.dropped", {"dropped_at": at}, by=by, at=at, expected=UNSIGNED, told={"why": why})


@transaction.atomic
def swap(one: Shift, other: Shift, *, by: Actor, at: datetime, why: str) -> None:
    """Exchange the holders of two shifts of one roster, with the places they cover; each history tells it."""
    require(by, PLAN, one)
    require(by, PLAN, other)
    if one.unit_id != other.unit_id or one.post_id == other.post_id:
        raise Refused("duty.no_swap")
    for each, takes in ((one, other), (other, one)):
        demand_ahead(each, at)
        if any(found.is_away for found in queries.busy([takes.post_id], each.starts_at, each.ends_at)):
            raise Refused("duty.is_away", holder=takes.post.account.name)
    pair = Shift.objects.filter(pk__in=[one.pk, other.pk], signed_on_at=None, dropped_at=None)
    held = pair.filter(post__in=[one.post_id, other.post_id])
    posts = Case(When(pk=one.pk, then=Value(other.post_id)), default=Value(one.post_id))
    areas = Case(When(pk=one.pk, then=Value(other.area)), default=Value(one.area))
    if write(lambda: held.update(post=posts, area=areas)) != 2:
        raise Outrun("duty.outrun")
    for each, takes in ((one, other), (other, one)):
        told = {**told_of(each), "to": takes.post.account.name, "why": why}
        note(each, NewEntry("duty.swapped", at, by.snapshot(), told))


@transaction.atomic
def hand_on(post: Post, to: Post, *, by: Actor, at: datetime, why: str) -> int:
    """The shifts a post still has ahead go to another post of the same person: its grid was redrawn. How many they are."""
    require(by, "admin.registry", EVERYTHING)
    if post.account_id != to.account_id:
        raise Refused("duty.not_of_unit", unit=to.unit.name_zh)
    ahead = list(queries.shifts().filter(post=post, starts_at__gt=at, signed_on_at=None))
    values = {"post": to, "area": to.area or to.unit.division_id}
    for one in ahead:
        told = {**_now(to, one.starts_at, one.ends_at), "why": why}
        expected = {**UNSIGNED, "post": post.pk}
        move(one, "duty.changed", values, by=by, at=at, expected=expected, told=told)
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
