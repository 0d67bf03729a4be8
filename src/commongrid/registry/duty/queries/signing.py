"""What somebody signs next, and what is handed over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q

from commongrid.registry.duty.models import Shift
from commongrid.registry.duty.queries.standing import LOOK_AHEAD, shifts
from commongrid.registry.duty.terms import LONGEST
from commongrid.registry.units.models import Post

LOOK_BACK = timedelta(days=2)
MOST = 40


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
