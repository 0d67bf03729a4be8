"""What laying out a roster asks: its weeks, who can stand on it, who is free, away or busy."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from commongrid.base.calendar import queries as calendar
from commongrid.registry.duty.models import Absence, Shift
from commongrid.registry.duty.queries.standing import LOOK_AHEAD, shifts
from commongrid.registry.duty.terms import LONGEST, Busy, Worked
from commongrid.registry.units import queries as units
from commongrid.registry.units.grants import roles_with
from commongrid.registry.units.models import Post

STANDS = roles_with("duty.sign")
"""Who can stand on a roster: only a role that can sign on."""
MOST = 40


def roster(unit_id: int, first: datetime, until: datetime) -> list[Shift]:
    """A unit's shifts that touch a span of time, in order (index duty_shift_unit)."""
    touching = shifts().filter(
        unit=unit_id, starts_at__gt=first - LONGEST, starts_at__lt=until, ends_at__gt=first
    )
    return list(touching.select_related("read_by__account").order_by("starts_at", "kind", "id"))


def swappable(one: Shift, at: datetime) -> QuerySet[Shift]:
    """Shifts of the same roster in the weeks ahead that others hold and nobody has signed (index duty_shift_unit)."""
    ahead = shifts().filter(
        unit=one.unit_id, starts_at__gt=at, starts_at__lt=at + LOOK_AHEAD, signed_on_at=None
    )
    return ahead.exclude(post=one.post_id).order_by("starts_at", "id")


def busy(post_ids: Iterable[int], first: datetime, until: datetime) -> list[Busy]:
    """When these posts are away or on shift in a span of time (indexes duty_absence_post, duty_shift_post)."""
    ids = list(post_ids)
    away = Absence.objects.filter(post__in=ids, ends_at__gt=first, starts_at__lt=until)
    held = Shift.objects.filter(
        post__in=ids, dropped_at=None, starts_at__gt=first - LONGEST, starts_at__lt=until, ends_at__gt=first
    )
    absent = away.values_list("post_id", "starts_at", "ends_at")
    on_shift = held.values_list("post_id", "starts_at", "ends_at")
    return [
        *(Busy(post_id, starts, ends, is_away=True) for post_id, starts, ends in absent),
        *(Busy(post_id, starts, ends) for post_id, starts, ends in on_shift),
    ]


def staff(unit_id: int, on: date) -> list[Post]:
    """Who of a unit can stand on its roster that day (index units_post_unit_role)."""
    return list(units.colleagues(unit_id, on).filter(role__in=STANDS))


def free(unit_id: int, starts_at: datetime, ends_at: datetime) -> list[Post]:
    """Who of a unit can be offered for a span of time: holds a post then, is not away and on no other shift."""
    held = staff(unit_id, starts_at.date())
    taken = {each.post_id for each in busy([post.pk for post in held], starts_at, ends_at)}
    return [post for post in held if post.pk not in taken]


def away(unit_id: int, at: datetime) -> list[Absence]:
    """Who of a unit is away now or will be (index duty_absence_post)."""
    found = Absence.objects.filter(post__unit=unit_id, ends_at__gt=at).select_related("post__account")
    return list(found.order_by("starts_at", "id")[:MOST])


def worked_days(first: date, days: int) -> Worked:
    """The working days of the city's calendar among `days` days from `first`."""
    known = calendar.calendar()
    every = [first + timedelta(days=n) for n in range(days)]
    return frozenset(on for on in every if known.day(on).is_working)
