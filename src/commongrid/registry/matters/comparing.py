"""What an edition says, what another would say differently, and what publishing many makes of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from commongrid.base.calendar.terms import Limit
from commongrid.registry.matters.terms import Change, Criterion, Item, Limits

DESK = "desk"
BOOKKEEPING = {
    "id",
    "order",
    "number",
    "edition_id",
    "matter_id",
    "from_at",
    "active",
    "pinyin",
    "origin",
    "rows",
}


def content(item: Item) -> dict[str, Any]:
    """What an edition says, without its number and dates: equal contents need no new edition."""
    said = {name: value for name, value in _plain(item).items() if name not in BOOKKEEPING}
    for order, row in enumerate(item.rows, start=1):
        for name, value in _plain(row).items():
            if name not in BOOKKEEPING:
                said[f"rows.{order}.{name}"] = value
    return said


def _plain(thing: Item | Criterion) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for each in fields(thing):
        value = getattr(thing, each.name)
        if isinstance(value, Limits):
            plain |= {stage.name: shown(getattr(value, stage.name)) for stage in fields(value)}
        else:
            plain[each.name] = value
    return plain


def shown(limit: Limit) -> str:
    """A limit as data: "2 working_days"."""
    return f"{limit.amount:g} {limit.unit.value}"


@dataclass(frozen=True, slots=True)
class SortedOut:
    """Items to publish, by what becomes of them; those to write carry the number of the edition before."""

    added: tuple[Item, ...]
    revised: tuple[Item, ...]
    unchanged: tuple[Item, ...]
    kept: tuple[Item, ...]

    def by_name(self) -> dict[str, tuple[Item, ...]]:
        return {each.name: getattr(self, each.name) for each in fields(self)}


def sort_out(items: Iterable[Item], current: Mapping[str, Item], *, over_own: bool) -> SortedOut:
    """Which items are new, which say something else, which say the same, and which the city wrote itself."""
    found: dict[str, list[Item]] = {"added": [], "revised": [], "unchanged": [], "kept": []}
    for item in sorted(items, key=lambda each: each.code):
        there = current.get(item.code)
        if there is None:
            found["added"].append(item)
        elif content(item) == content(there):
            found["unchanged"].append(item)
        elif there.origin == DESK and not over_own:
            found["kept"].append(item)
        else:
            found["revised"].append(replace(item, number=there.number))
    return SortedOut(**{name: tuple(each) for name, each in found.items()})


def changes(before: Item, after: Item) -> tuple[Change, ...]:
    """Field by field, what a new edition would say differently."""
    old, new = content(before), content(after)
    names = [*old, *(name for name in new if name not in old)]
    return tuple(
        Change(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)
    )
