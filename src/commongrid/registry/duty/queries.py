"""Who is on now, a roster's week, what is one's own, what is handed over, and who is free."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.base.calendar import queries as calendar
from commongrid.registry.duty.models import Absence, Shift
from commongrid.registry.duty.terms import LONGEST, Busy, Worked
from commongrid.registry.units import queries as units
from commongrid.registry.units.grants import roles_with
from commongrid.registry.units.models import Post, Unit

STANDS = roles_with("duty.sign")
"""Who can stand on a roster: only a role that can sign on."""
LOOK_BACK = timedelta(days=2)
LOOK_AHEAD = timedelta(days=14)
MOST = 40


def shifts() -> QuerySet[Shift]:
    """Every shift that stands, with whom it names."""
    return Shift.objects.filter(dropped_at=None).select_related("post__account", "unit")


def shift(shift_id: int) -> Shift:
    """One shift that stands (primary key); raises Shift.DoesNotExist."""
    return shifts().get(pk=shift_id)


def on_now(unit_ids: Iterable[int], at: datetime) -> dict[int, list[Shift]]:
    """Who of each unit is on at a moment, those on duty before those on stand-by (index duty_shift_unit).

    No shift lasts longer than a day, so only the shifts that began within a day are read.
    """
    found: dict[int, list[Shift]] = defaultdict(list)
    for each in _lasting(at).filter(unit__in=list(unit_ids)).order_by("kind", "ends_at", "id"):
        found[each.unit_id].append(each)
    return dict(found)


def on_now_for(area: str, at: datetime) -> list[Shift]:
    """Who covers a grid or division at a moment, the closest place first (index duty_shift_area)."""
    found = covering(area, at).prefetch_related("post__account", "unit")
    return sorted(found, key=lambda each: (-len(each.area), each.kind, each.ends_at, each.pk))


def covering(area: str, at: datetime) -> QuerySet[Shift]:
    """The shifts of a place and of those it lies in, without whom they name: joined to a city's few units first, the
    planner may read every unit's day instead (index duty_shift_area)."""
    places = [area[:size] for size in (4, 6, 9, 12, 15) if len(area) >= size]
    return _lasting(at).select_related(None).filter(area__in=places)


def _lasting(at: datetime) -> QuerySet[Shift]:
    return shifts().filter(starts_at__gt=at - LONGEST, starts_at__lte=at, ends_at__gt=at)


def roster(unit_id: int, first: datetime, until: datetime) -> list[Shift]:
    """A unit's shifts that touch a span of time, in order (index duty_shift_unit)."""
    touching = shifts().filter(
        unit=unit_id, starts_at__gt=first - LONGEST, starts_at__lt=until, ends_at__gt=first
    )
    return list(touching.select_related("read_by__account").order_by("starts_at", "kind", "id"))


def own(post_ids: Iterable[int], at: datetime) -> Shift | None:
    """The shift of one's posts: the one that is not signed off, else the next within two weeks (index duty_shift_post)."""
    return next(iter(ahead(post_ids, at)), None)


def ahead(post_ids: Iterable[int], at: datetime) -> list[Shift]:
    """One's shifts that are not signed off, of now and of the next two weeks, in order (index duty_shift_post)."""
    mine = shifts().filter(post__in=list(post_ids), signed_off_at=None)
    lasting = Q(ends_at__gt=at) | Q(signed_on_at__isnull=False)
    near = mine.filter(lasting, starts_at__gt=at - LOOK_BACK, starts_at__lt=at + LOOK_AHEAD)
    return list(near.order_by("starts_at", "id")[:MOST])


def own_of(account_id: int, at: datetime) -> Shift | None:
    """The shift somebody signs next, in whichever of their posts (index of the foreign key on account, duty_shift_post)."""
    return own(Post.objects.filter(account=account_id).values_list("pk", flat=True), at)


def to_read(mine: Shift, at: datetime) -> list[Shift]:
    """What was handed over to a shift and is not confirmed yet, by others of its roster, newest first (duty_shift_unit)."""
    left = shifts().filter(
        unit=mine.unit_id, starts_at__gt=at - LOOK_BACK - LONGEST, starts_at__lt=mine.ends_at, read_at=None
    )
    others = left.exclude(post__account=mine.post.account_id).exclude(handover="")
    return list(others.filter(signed_off_at__isnull=False).order_by("-signed_off_at", "-id")[:MOST])


def handed_over(unit_id: int, at: datetime) -> list[Shift]:
    """What a roster's last two days handed over, read or not, newest first (index duty_shift_unit)."""
    left = shifts().filter(unit=unit_id, starts_at__gt=at - LOOK_BACK - LONGEST, starts_at__lt=at)
    told = left.filter(signed_off_at__isnull=False).exclude(handover="").select_related("read_by__account")
    return list(told.order_by("-signed_off_at", "-id")[:MOST])


def next_on(unit_id: int, at: datetime) -> Shift | None:
    """The next shift of a roster that begins, within two weeks (index duty_shift_unit)."""
    ahead = shifts().filter(unit=unit_id, starts_at__gt=at, starts_at__lt=at + LOOK_AHEAD)
    return ahead.order_by("starts_at", "kind", "id").first()


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


def rosters(actor: Actor, at: datetime) -> QuerySet[Unit]:
    """Units whose roster somebody may see and where somebody works: those with shifts around now first (`keeps`), then the
    towns', the communities', the city's (indexes duty_shift_unit, units_post_area)."""
    # A shift covers the area of its post, so a post in reach is a roster in reach.
    seen = access.within(actor, "duty.see")
    within = Post.objects.filter(seen, ends_on=None).values("unit")
    near = Shift.objects.filter(
        unit=OuterRef("pk"), dropped_at=None, starts_at__gt=at - LOOK_AHEAD, starts_at__lt=at + LOOK_AHEAD
    )
    found = Unit.objects.filter(active=True, pk__in=within).annotate(keeps=Exists(near))
    return found.order_by("-keeps", "-level", "code")
