"""The words for a fact's value ("handling", "grid_worker", "case.taken") in both languages, from `facts.csv`."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

from django.utils import timezone

from commongrid.doors.look import moments

TABLE = Path(__file__).with_name("facts.csv")
_MOMENT = r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?"
_MOMENTS = re.compile(rf"{_MOMENT}(?:[,、] ?{_MOMENT})*")


def word(fact: str, value: object, language: str) -> str:
    """The word of one value; a value without a word stays as it is."""
    text = str(value)
    if fact == "ability":
        return _abilities(text.split(", "), language)
    found = known().get((fact, text))
    return str(value) if found is None else found[0 if language.startswith("en") else 1]


def _abilities(some: list[str], language: str) -> str:
    """By room, and by act where the act has a word: "mediation.see" is "Mediation: See"."""
    joint, apart = (", ", ": ") if language.startswith("en") else ("、", "：")
    told = []
    for ability in some:
        room, _dot, act = ability.partition(".")
        known_act = word("act", act, language)
        told.append(apart.join([word("room", room, language), *([known_act] if known_act != act else [])]))
    return joint.join(dict.fromkeys(told))


def values(fact: str) -> list[str]:
    """Every value of a fact that has a word, in the order of the table."""
    return [value for name, value in known() if name == fact]


def plainly(value: object, language: str) -> str:
    """A fact without a word of its own: ISO days and moments become near ones, a list of them a list, None nothing."""
    if value is None:
        return ""
    if isinstance(value, str) and _MOMENTS.fullmatch(value):
        joint = ", " if language.startswith("en") else "、"
        return joint.join(_near(part) for part in re.findall(_MOMENT, value))
    return str(value)


@cache
def known() -> Mapping[tuple[str, str], tuple[str, str]]:
    """(fact, value) → (English, Chinese)."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {(row["fact"], row["value"]): (row["en"], row["zh"]) for row in csv.DictReader(lines)}


def _near(text: str) -> str:
    now = timezone.now()
    if "T" in text:
        at = datetime.fromisoformat(text)
        return moments.near(at if at.tzinfo else timezone.make_aware(at), now)
    return moments.day(timezone.make_aware(datetime.combine(date.fromisoformat(text), time(12))), now)
