"""Which matters read almost alike: near-copies somebody must choose between or tell apart, and a matter's neighbours. Pure.

Two matters are compared by their pairs of characters (Dice: twice what both have, over what each has), once by name and
once by name with the filing criteria; the mean is their nearness. ADR 0024 says how `ALIKE` was measured.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commongrid.registry.matters.terms import Distinction, Item

ALIKE = 0.5
"""From here on two matters are near-copies until somebody says how they differ."""

type Grams = frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two matters and how near they are, 0 to 1; the smaller code first."""

    one: Item
    other: Item
    nearness: float

    @property
    def codes(self) -> tuple[str, str]:
        return self.one.code, self.other.code


def near_copies(items: Sequence[Item], *, least: float = ALIKE) -> list[Pair]:
    """Every pair that is at least so near, the nearest first. Only matters whose names share two characters are compared."""
    read = [(item, *_read(item)) for item in sorted(items, key=lambda each: each.code)]
    sharing: dict[str, list[int]] = defaultdict(list)
    found: list[Pair] = []
    for place, (item, name, text) in enumerate(read):
        for before in {earlier for gram in name for earlier in sharing[gram]}:
            other, other_name, other_text = read[before]
            near = (_dice(name, other_name) + _dice(text, other_text)) / 2
            if near >= least:
                found.append(Pair(other, item, near))
        for gram in name:
            sharing[gram].append(place)
    return sorted(found, key=lambda pair: (-pair.nearness, pair.codes))


def told_apart(one: str, other: str, distinctions: Iterable[Distinction]) -> Distinction | None:
    """What says how the two matters differ, if anything does."""
    return next((each for each in distinctions if {one, other} <= set(each.codes)), None)


def unexplained(items: Sequence[Item], distinctions: Sequence[Distinction]) -> list[Pair]:
    """The near-copies nobody has told apart yet."""
    return [pair for pair in near_copies(items) if told_apart(*pair.codes, distinctions) is None]


def nearness(one: Item, other: Item) -> float:
    """How near two matters are, 0 to 1."""
    (name, text), (other_name, other_text) = _read(one), _read(other)
    return (_dice(name, other_name) + _dice(text, other_text)) / 2


def neighbours(item: Item, items: Iterable[Item], *, limit: int = 3) -> list[Item]:
    """What is most easily taken for this matter: those that read alike, before those that stand in its subclass."""
    scored = [
        (nearness(item, other) + (0.15 if other.subclass_zh == item.subclass_zh else 0.0), other)
        for other in items
        if other.code != item.code
    ]
    best = sorted(scored, key=lambda each: (-each[0], each[1].code))[:limit]
    return [other for score, other in best if score > LEAST_NEIGHBOUR]


LEAST_NEIGHBOUR = 0.2
"""Below this nobody would take one for the other."""


def _read(item: Item) -> tuple[Grams, Grams]:
    name = _grams(item.name_zh)
    return name, name | _grams("。".join(row.criterion_zh for row in item.rows))


def _grams(text: str) -> Grams:
    """The pairs of neighbouring characters, within what punctuation parts."""
    parts = re.findall(r"\w+", text.casefold())
    return frozenset(part[place : place + 2] for part in parts for place in range(len(part) - 1))


def _dice(one: Grams, other: Grams) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
