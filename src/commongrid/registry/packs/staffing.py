"""Units, accounts and posts of a pack, through the acts that write them; and counting what is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from commongrid.base.access import acts as access
from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Why
from commongrid.registry.packs import peopling
from commongrid.registry.packs.peopling import Division, MadePost, Seat
from commongrid.registry.packs.reading import Pack
from commongrid.registry.packs.schema import CastLine
from commongrid.registry.packs.settings import PostRecipe, PostRecipes
from commongrid.registry.packs.terms import Fault, Rejected
from commongrid.registry.places import queries as places
from commongrid.registry.places.terms import GridKind
from commongrid.registry.units import acts as units
from commongrid.registry.units.models import Post, Unit
from commongrid.registry.units.terms import Role


def staff(pack: Pack, *, by: Actor, at: datetime, cast_password: str | None) -> None:
    """Units of the pack's divisions, the people of its recipes, and its cast."""
    divisions = [
        Division(each.code, each.name, each.short, each.name_en, each.level)
        for each in places.divisions_within(pack.file.city_code)
    ]
    there = units.add_units(peopling.units(pack.units, divisions), by=by, at=at)
    if pack.file.posts:
        _fill(pack.file.posts, pack.file.city_code, there, by=by, at=at)
    _cast(pack, there, by=by, at=at, password=cast_password)


def _fill(recipes: PostRecipes, city: str, there: dict[str, Unit], *, by: Actor, at: datetime) -> None:
    grids = list(places.current_grids(city).values_list("code", flat=True))
    seats = {place: _seats(recipe, grids, there) for place, recipe in enumerate(recipes.each)}
    made = list(peopling.posts(recipes, seats))
    accounts = access.add_accounts(
        [{"username": each.username, "name": each.name_zh, "name_en": each.name_en} for each in made],
        by=by,
        at=at,
    )
    held = [_post(each, accounts[each.username].pk, there[each.seat.unit].pk, recipes) for each in made]
    units.add_posts(held, by=by, at=at)


def _seats(recipe: PostRecipe, grids: Iterable[str], there: dict[str, Unit]) -> Sequence[Seat]:
    if recipe.of == "grid":
        return [
            Seat(code, recipe.unit.format(grid=code, community=code[:12], town=code[:9])) for code in grids
        ]
    return [
        Seat(unit.division_id, code)
        for code, unit in there.items()
        if unit.kind == recipe.kind and unit.level == recipe.level
    ]


def _post(made: MadePost, account_id: int, unit_id: int, recipes: PostRecipes) -> dict[str, Any]:
    return {
        "account_id": account_id,
        "unit_id": unit_id,
        "role": made.recipe.role.value,
        "area": made.seat.area,
        "title": made.recipe.title,
        "employment": made.recipe.employment,
        "starts_on": recipes.starts_on,
    }


def _cast(pack: Pack, there: dict[str, Unit], *, by: Actor, at: datetime, password: str | None) -> None:
    _check_areas(pack)
    people = {line.username: line for line in pack.cast}
    accounts = access.add_accounts([_account(line, password) for line in people.values()], by=by, at=at)
    posts = [
        {
            "account_id": accounts[line.username].pk,
            "unit_id": there[line.unit].pk,
            "role": line.role,
            "area": line.area,
            "title": line.title,
            "employment": line.employment,
            "starts_on": pack.file.cast_starts_on,
        }
        for line in pack.cast
        if line.role
    ]
    units.add_posts(posts, by=by, at=at)


def _account(line: CastLine, password: str | None) -> dict[str, Any]:
    return {
        "username": line.username,
        "name": line.name_zh,
        "name_en": line.name_en,
        "email": line.email,
        "language": line.language,
        "password": password,
    }


def _check_areas(pack: Pack) -> None:
    """Areas of the cast are divisions or grids that are there."""
    city = pack.file.city_code
    known = set(places.divisions_within(city).values_list("code", flat=True))
    known |= set(places.current_grids(city).values_list("code", flat=True))
    unknown = [line for line in pack.cast if line.area and line.area not in known]
    if unknown:
        raise Rejected(
            [Fault("cast.csv", line.line, Why("packs.unknown_area", {"area": line.area})) for line in unknown]
        )


def counts(pack: Pack) -> dict[str, int]:
    """What is in the database of this city, by the words of pack.toml's counts."""
    city = pack.file.city_code
    posts = Post.objects.filter(area__startswith=city, ends_on=None)
    return {
        "departments": len(pack.departments),
        "classes": len({line.class_zh for line in pack.matters}),
        "matters": len(pack.matters),
        "criteria": len(pack.criteria),
        "reasons": len(pack.reasons),
        "checklists": len(pack.checklists),
        "checklist_questions": len(pack.checklist_questions),
        "patrol": len(pack.patrol),
        "towns": places.divisions_within(city, "town").count(),
        "villages": places.divisions_within(city, "village").count(),
        "grids": places.current_grids(city).count(),
        "basic_grids": places.current_grids(city).filter(kind=GridKind.BASIC).count(),
        "dedicated_grids": places.current_grids(city).filter(kind=GridKind.DEDICATED).count(),
        "units": Unit.objects.filter(division__code__startswith=city).count(),
        "posts": posts.count(),
        "grid_posts": posts.filter(role__in=(Role.GRID_WORKER, Role.GRID_LEADER)).count(),
    }
