"""Which shifts stand, who is on at a moment, and whose rosters one may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.registry.duty.models import Shift
from commongrid.registry.duty.terms import LONGEST
from commongrid.registry.units.models import Post, Unit

LOOK_AHEAD = timedelta(days=14)


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


def next_on(unit_id: int, at: datetime) -> Shift | None:
    """The next shift of a roster that begins, within two weeks (index duty_shift_unit)."""
    ahead = shifts().filter(unit=unit_id, starts_at__gt=at, starts_at__lt=at + LOOK_AHEAD)
    return ahead.order_by("starts_at", "kind", "id").first()


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
