"""Names in the reader's language: what the registry knows in English is said in English, the rest stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from time import monotonic
from typing import Any

from django.utils.translation import get_language

from commongrid.base.access.models import Account
from commongrid.doors.look import facts
from commongrid.registry.matters import queries as matters
from commongrid.registry.places.models import Division, Grid
from commongrid.registry.units.models import Unit

LOOK_AGAIN = 300.0
"""Seconds after which a renamed unit is read anew."""
CJK = re.compile(r"[\u3400-\u9fff]")
_GRID = re.compile(r"^(.+?)(\d*)(专属)?网格$")


PLACES = frozenset({"grid", "division", "area"})
"""The facts that hold the code of a place."""
SHORTEST_CODE = 6


class _Here:
    names: Mapping[str, str] | None = None
    asked = 0.0


def of(thing: Any) -> str:
    """The name of a unit, a person, a division or a grid, or a name given as text; "" for nothing."""
    if thing is None or isinstance(thing, str):
        return in_english(thing or "") if _is_english() else thing or ""
    own = str(getattr(thing, "name_zh", "") or getattr(thing, "name", ""))
    if not _is_english():
        return own
    return str(getattr(thing, "name_en", "") or in_english(own))


def title(case: Any) -> str:
    """A case's title; in English the matter is said in English before the place, as far as its title names both."""
    matter = case.title.removeprefix(case.address) if case.address else case.title
    english = in_english(matter) if _is_english() else matter
    if english == matter:
        return str(case.title)
    return f"{english}, {case.address}" if matter != case.title else english


def office(post: Any) -> str:
    """What a post is called: its own title, in English its role."""
    own = "" if _is_english() else str(post.title)
    return own or facts.word("role", post.role, get_language() or "zh-hans")


def forget() -> None:
    """Names are read anew at the next question: for tests, whose rows go with their transaction."""
    _Here.names = None


def in_english(name: str) -> str:
    """The English of a name the registry knows: of a person who works here, a unit, a matter, a reason, a place."""
    if not CJK.search(name):
        return name
    known = _known()
    found = known.get(name)
    grid = None if found else _GRID.match(name)
    if grid and grid[1] in known:
        return f"{known[grid[1]]}, {f'grid {grid[2]}' if grid[2] else 'dedicated grid'}"
    return found or name


def placed(code: str, language: str) -> str:
    """The name of a grid or a division by its code; an unknown code stays as it is."""
    if not code.isdigit() or len(code) < SHORTEST_CODE:
        return code
    name = _known().get(code, code)
    return in_english(name) if language == "en" else name


def _is_english() -> bool:
    return (get_language() or "zh").startswith("en")


def _known() -> Mapping[str, str]:
    if _Here.names is None or monotonic() - _Here.asked > LOOK_AGAIN:
        _Here.names, _Here.asked = _read(), monotonic()
    return _Here.names


def _read() -> dict[str, str]:
    kept = matters.kept()
    # Entries of the journal name people as they were, in one language: an account's English name is found by that.
    found = dict(Account.objects.exclude(name_en="").values_list("name", "name_en"))
    found |= {reason.zh: reason.en for reason in kept.reasons.values()}
    found |= {item.name_zh: item.name_en for item in kept.items.values()}
    found |= {each.name_zh: each.name_en for each in kept.departments.values()}
    for name, short, english in Division.objects.values_list("name", "short", "name_en"):
        found |= {short.removesuffix("社区"): english, name.removesuffix("社区"): english}
        found |= {name: english, short: english}
    found |= dict(Unit.objects.values_list("name_zh", "name_en"))
    found |= dict(Division.objects.values_list("code", "name")) | dict(
        Grid.objects.values_list("code", "name")
    )
    return {name: english for name, english in found.items() if name and english}
