"""What residents and staff of the made-up city say, from words.toml."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

from commongrid.registry.matters.terms import Item

FILE = Path(__file__).with_name("words.toml")
ANY_MATTER = 0.12
"""The share of reports about some matter of the catalogue that has no sentences of its own."""


@lru_cache(maxsize=1)
def said() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def spot(rng: Random) -> str:
    """A made-up address: street, number, and sometimes what is beside it."""
    words = said()
    return f"{rng.choice(words['streets'])}{rng.randint(1, 188)}号{rng.choice(words['beside'])}"


def matter(rng: Random, codes: list[str], others: list[str]) -> str:
    """The code of what is reported: mostly one that has sentences, now and then any other."""
    if others and rng.random() < ANY_MATTER:
        return rng.choice(others)
    known = said()["matters"]
    return rng.choices(codes, [known[code]["weight"] for code in codes])[0]


def report(rng: Random, item: Item, where: str) -> str:
    """What a resident says of this matter at this address."""
    own = said()["matters"].get(item.code)
    pattern = rng.choice(own["says"] if own else said()["says"]["other"])
    criterion = item.rows[0].criterion_zh or item.name_zh
    return str(pattern).format(spot=where, name=item.name_zh, criterion=criterion)


def done(rng: Random, item: Item) -> str:
    """What the handler writes when it is done."""
    own = said()["matters"].get(item.code)
    return str(rng.choice(own["done"] if own else said()["staff"]["done"]))


def drawing(code: str) -> str:
    """The kind of picture that goes with a matter; "" for none."""
    own = said()["matters"].get(code)
    return str(own["draw"]) if own else ""


def staff(rng: Random, what: str) -> str:
    return str(rng.choice(said()["staff"][what]))


def seen(rng: Random, what: str) -> str:
    return str(rng.choice(said()["says"][what]))


def rating(rng: Random, solved: bool) -> str:
    return str(rng.choice(said()["residents"]["praise" if solved else "grumble"]))
