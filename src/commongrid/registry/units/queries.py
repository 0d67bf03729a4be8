"""Reads of units and posts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from commongrid.base import reads
from commongrid.base.access.models import Account
from commongrid.base.access.terms import Actor
from commongrid.registry.places import queries as places
from commongrid.registry.units.grants import grants_for
from commongrid.registry.units.models import Post, SavedView, Unit
from commongrid.registry.units.terms import Level, Role, UnitKind

COMMUNITY = 12

_POSTS = reads.Read[Post](
    lambda account_id, on: (
        current_posts(on).filter(account=account_id).select_related("unit").order_by("starts_on", "id")
    ),
    -1,
    date.min,
)


def posts_of(account: Account, on: date) -> list[Post]:
    """The posts an account holds on a day, oldest first (index of the foreign key on account)."""
    return _POSTS.rows(account.pk, on)


def current_posts(on: date) -> QuerySet[Post]:
    """Every post held on a day."""
    return Post.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)


def actor_for(post: Post) -> Actor:
    """The actor a post makes of its holder; needs `account` and `unit` loaded.

    A grid's post reaches on to the cases of those grids whose land it has now (from memory, no query).
    """
    earlier = places.earlier(post.area) if len(post.area) > COMMUNITY else ()
    return Actor(
        kind="staff",
        name=post.account.name,
        account_id=post.account_id,
        post_id=post.pk,
        role=post.role,
        unit_id=post.unit_id,
        unit_name=post.unit.name_zh,
        area=post.area,
        grants=grants_for(post.role, area=post.area, unit_id=post.unit_id, post_id=post.pk, earlier=earlier),
    )


def unit(code: str) -> Unit:
    """One unit by code (unique index); raises Unit.DoesNotExist."""
    return Unit.objects.get(code=code)


def units_for(department: str, division_path: tuple[str, ...]) -> list[Unit]:
    """Units of a department whose division covers the place, the closest first (index units_unit_department)."""
    found = Unit.objects.filter(active=True, department=department, division_id__in=division_path)
    return sorted(found, key=lambda unit: -len(unit.division_id.rstrip("0") or ""))


_CENTRES = reads.Read[Unit](
    lambda path: Unit.objects.filter(active=True, kind=UnitKind.CENTRE, division__among=path), [""]
)


def centre_for(division_path: tuple[str, ...], level: Level = Level.TOWN) -> Unit | None:
    """The dispatch centre of a level that answers for a place (index units_unit_kind_division)."""
    by_level = {centre.level: centre for centre in _CENTRES.rows(list(division_path))}
    return by_level.get(level) or by_level.get(Level.TOWN) or by_level.get(Level.CITY)


def centre_id_for(division_path: tuple[str, ...]) -> int | None:
    """The id of the town's centre for a place, else the city's (index units_unit_kind_division)."""
    centre = centre_for(division_path)
    return centre.pk if centre else None


def last_resort(division_path: tuple[str, ...]) -> Unit | None:
    """The owner of last resort 兜底单位 closest to a place."""
    found = Unit.objects.filter(active=True, is_last_resort=True, division_id__in=division_path)
    return max(found, key=lambda unit: division_path.index(unit.division_id), default=None)


def grid_workers(area: str, on: date) -> QuerySet[Post]:
    """Grid workers whose post covers a grid, closest area first (index units_post_area).

    For a grid that was redrawn: those who have its land now.
    """
    prefixes = [area[:end] for end in (12, 9, 6, 4) if len(area) >= end]
    prefixes += [area, *places.heirs(area)] if len(area) > COMMUNITY else []
    roles = (Role.GRID_WORKER, Role.GRID_LEADER)
    return (
        current_posts(on)
        .filter(area__in=prefixes, role__in=roles)
        .select_related("account", "unit")
        .order_by("-area", "id")
    )


def units_that_walk(within: str, on: date) -> dict[str, Unit]:
    """The unit whose grid worker has a grid, by the grid's code, for all grids within an area (index units_post_area)."""
    posts = current_posts(on).filter(area__startswith=within, role=Role.GRID_WORKER).order_by("-id")
    pairs = list(posts.values_list("area", "unit"))
    found = Unit.objects.in_bulk({unit for _, unit in pairs})
    return {area: found[unit] for area, unit in pairs}


def holding(areas: Iterable[str], on: date) -> QuerySet[Post]:
    """Posts held for exactly these areas, whatever their role (index units_post_area)."""
    held = current_posts(on).filter(area__in=list(areas)).select_related("account", "unit")
    return held.order_by("area", "role", "id")


def saved_views(account_id: int) -> list[SavedView]:
    """The filters somebody keeps, in the order they were kept (unique index units_savedview_once)."""
    return list(SavedView.objects.filter(account=account_id).order_by("created_at", "id"))


def dispatchable(area: str) -> QuerySet[Unit]:
    """Units a case of this area may be given to: those of its town, its city and its community (primary key)."""
    above = [area[:size] for size in (2, 4, 6, 9, 12) if len(area) >= size]
    return Unit.objects.filter(active=True, division__in=above).exclude(kind=UnitKind.CENTRE)


def named(text: str, area: str) -> QuerySet[Unit]:
    """Units in use of an area, and above it, with these words in their name, short names first (some thousand rows, read whole)."""
    says = Q(name_zh__icontains=text) | Q(name_en__icontains=text) | Q(short_zh__icontains=text)
    above = [area[:size] for size in (2, 4, 6, 9) if len(area) >= size]
    here = Q(division__code__startswith=area) | Q(division__in=above)
    found = Unit.objects.filter(says, here, active=True)
    return found.order_by(Length("name_zh"), "code")


def colleagues(unit_id: int, on: date) -> QuerySet[Post]:
    """Who holds a post at a unit on a day (index units_post_unit_role)."""
    return current_posts(on).filter(unit=unit_id).select_related("account").order_by("account__name", "id")


def centres() -> QuerySet[Unit]:
    """Every dispatch centre in use (index units_unit_kind_division)."""
    return Unit.objects.filter(active=True, kind=UnitKind.CENTRE).order_by("division", "code")


def who_can_sign_in(on: date) -> QuerySet[Post]:
    """The posts of accounts with a password, as the demo lists them (few: generated staff have none)."""
    usable = ~Q(account__password__startswith="!") & Q(account__is_active=True)  # noqa: S106 (Django's mark for "none")
    return current_posts(on).filter(usable).select_related("account", "unit").order_by("id")
