"""Units of every division and made-up posts, from patterns and recipes; the same every time. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pypinyin import lazy_pinyin

from commongrid.registry.packs.schema import UnitLine
from commongrid.registry.packs.settings import PostRecipe, PostRecipes


@dataclass(frozen=True, slots=True)
class Division:
    """As much of a division as patterns need; `level` is town, village, …"""

    code: str
    name: str
    short: str
    name_en: str
    level: str


def units(lines: Sequence[UnitLine], divisions: Sequence[Division]) -> list[dict[str, Any]]:
    """Rows for units.acts.add_units: each line as it is, or once for each division it is a pattern for."""
    return [row for line in lines for row in _unit_rows(line, divisions)]


def _unit_rows(line: UnitLine, divisions: Sequence[Division]) -> Iterator[dict[str, Any]]:
    if not line.for_each:
        yield _unit(line, {})
        return
    for division in divisions:
        if division.level == line.for_each:
            yield _unit(line, _facts(division))


def _facts(division: Division) -> dict[str, str]:
    return {
        "code": division.code,
        "town": division.code[:9],
        "name": division.name,
        "short": division.short,
        "name_en": division.name_en,
    }


def _unit(line: UnitLine, facts: dict[str, str]) -> dict[str, Any]:
    filled = {
        name: getattr(line, name).format(**facts) if facts else getattr(line, name)
        for name in ("code", "name_zh", "name_en", "short_zh", "division", "parent")
    }
    return {
        **filled,
        "kind": line.kind.value,
        "level": line.level.value,
        "department": line.department,
        "phone": line.phone,
        "is_last_resort": line.is_last_resort,
    }


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a made-up post stands: a grid (with the unit it belongs to) or a unit (its division is the area)."""

    area: str
    unit: str


@dataclass(frozen=True, slots=True)
class MadePost:
    """One made-up person in one post; the names repeat nowhere because they are numbered."""

    username: str
    name_zh: str
    name_en: str
    recipe: PostRecipe
    seat: Seat


def posts(recipes: PostRecipes, seats: dict[int, Sequence[Seat]]) -> Iterator[MadePost]:
    """The posts of every recipe; `seats` are those of each recipe by its place in the list. The same every time."""
    people = _people(recipes)
    for place, recipe in enumerate(recipes.each):
        number = 0
        for index, seat in enumerate(seats[place]):
            for _ in range(_how_many(recipe, index, len(seats[place]))):
                number += 1
                name_zh, name_en = next(people)
                yield MadePost(f"{recipe.letter}{number:05d}", name_zh, name_en, recipe, seat)


def _how_many(recipe: PostRecipe, index: int, seats: int) -> int:
    """`total` spread evenly: seat i gets ⌊(i+1)·total/seats⌋ − ⌊i·total/seats⌋."""
    if not recipe.total:
        return recipe.count
    return (index + 1) * recipe.total // seats - index * recipe.total // seats


def _people(recipes: PostRecipes) -> Iterator[tuple[str, str]]:
    surnames, given = recipes.surnames, recipes.given_names
    english = {name: "".join(lazy_pinyin(name)).capitalize() for name in (*surnames, *given)}
    number = 0
    while True:
        surname, name = (
            surnames[number % len(surnames)],
            given[(number * 7 + number // len(surnames)) % len(given)],
        )
        number += 1
        facts = {"surname": surname, "given": name, "n": number}
        in_english = {"surname": english[surname], "given": english[name], "n": number}
        yield recipes.name_zh.format(**facts), recipes.name_en.format(**in_english)
