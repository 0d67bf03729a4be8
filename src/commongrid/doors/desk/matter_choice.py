"""The catalogue as choices of a form, grouped by class."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Item
from commongrid.registry.places import queries as places


def groups(current: int | None = None) -> list[tuple[str, object]]:
    """("", "as it is") and then (class, [(code, name), …]); `current` is the matter that stands."""
    language = get_language() or "zh-hans"
    found: dict[str, list[tuple[str, str]]] = {}
    name = _("as it is")
    for item in matters.catalogue():
        found.setdefault(_class(item, language), []).append((item.code, item.name(language).words))
        if item.matter_id == current:
            name = _("as it is: %(name)s") % {"name": item.name(language).words}
    return [("", name), *found.items()]


def _class(item: Item, language: str) -> str:
    return (item.class_en if language.startswith("en") else "") or item.class_zh


def chosen(code: str) -> Item | None:
    """The matter in use with this code."""
    item = matters.kept().items.get(code)
    return item if item is not None and item.active else None


def areas() -> list[tuple[str, str]]:
    """Towns and communities as choices, from memory."""
    known = places.atlas().divisions.values()
    found = sorted((one for one in known if len(one.code) in (9, 12)), key=lambda one: one.code)
    return [("", "–"), *((one.code, ("　" if len(one.code) == 12 else "") + one.name) for one in found)]
