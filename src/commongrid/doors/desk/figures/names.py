"""Names for the keys of a cut: units, matters and channels by what figures know of them, an id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language

from commongrid.base.access.terms import Actor
from commongrid.doors.desk.figures import scopes
from commongrid.doors.desk.figures.asked import Asked
from commongrid.doors.look import facts, naming
from commongrid.registry.matters import queries as matters
from commongrid.registry.units.models import Unit


def units(keys: Iterable[str], actor: Actor | None, asked: Asked) -> list[tuple[str, str, str]]:
    """(key, name, address of its dashboard) of each unit, the address only where the reader may go (primary keys)."""
    found = Unit.objects.filter(pk__in=[int(key) for key in keys if key.isdigit()])
    return [(str(unit.pk), _short(unit), _page(unit, actor, asked)) for unit in found]


def _short(unit: Unit) -> str:
    is_english = (get_language() or "").startswith("en")
    return naming.of(unit) if is_english else unit.short_zh or unit.name_zh


def _page(unit: Unit, actor: Actor | None, asked: Asked) -> str:
    scope = scopes.unit_scope(unit)
    return f"{scope.url()}{asked.query(by='')}" if actor and scopes.may_see(actor, scope) else ""


def of_keys(by: str, keys: Mapping[str, Any], *, is_public: bool) -> dict[str, str]:
    """Names by key; what is kept confidential has none on a page that strangers read, and so is left out there."""
    language = get_language() or "zh-hans"
    if by == "channel":
        return {key: facts.word("channel", key, language) for key in keys}
    known = {
        str(item.matter_id): item
        for item in matters.everything()
        if str(item.matter_id) in keys and not (is_public and item.confidential)
    }
    is_english = language.startswith("en")
    return {key: (item.name_en if is_english else "") or item.name_zh for key, item in known.items()}


def narrowed(narrow: Any) -> list[str]:
    """What a list is narrowed to, in words: a place, a unit, a matter, a channel (primary keys, the map in memory)."""
    found: list[str] = []
    if narrow.area:
        found.append(place(narrow.area))
    if narrow.unit:
        found += [_short(unit) for unit in Unit.objects.filter(pk=int(narrow.unit))]
    for by in ("matter", "channel"):
        key = getattr(narrow, by)
        found += of_keys(by, {key: None}, is_public=False).values() if key else []
    return found


def place(area: str) -> str:
    """The name of a division or a grid."""
    language = "en" if (get_language() or "").startswith("en") else "zh-hans"
    return naming.placed(area, language)
