"""The matter a report is about: suggested from its words, never demanded; another one can be searched for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commongrid.intake.suggestion import suggest
from commongrid.intake.suggestion_rules import Suggested
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Item, Text

SHOW_FROM = 0.25


@dataclass(frozen=True, slots=True)
class Option:
    """A matter with its name in the reader's language; `why` says what in the words points to it."""

    code: str
    name: Text
    why: str
    item: Item


def suggested(words: str, limit: int = 3) -> list[Option]:
    """What the words point to with some confidence, the likeliest first."""
    found = ((chosen(one.code), one) for one in pointed(words, limit) if one.confidence >= SHOW_FROM)
    return [option(item, _because(one.words)) for item, one in found if item is not None]


def pointed(words: str, limit: int = 3) -> tuple[Suggested, ...]:
    """What the words point to, however surely."""
    return suggest(words, limit=limit).answer if len(words.strip()) >= 2 else ()


def searched(asked: str) -> list[Option]:
    """Matters that answer to what was typed."""
    return [option(found.item) for found in matters.search(asked, limit=8)] if asked.strip() else []


def options(words: str, asked: str) -> list[Option]:
    """What to choose another matter from: those searched for, else those suggested."""
    return searched(asked) or suggested(words)


def chosen(code: str) -> Item | None:
    """The matter of a code, if residents may report it."""
    item = matters.kept().items.get(code) if code else None
    return item if item is not None and item.active else None


def shown(words: str, matter: str, asked: str) -> dict[str, Any]:
    """What `portal/known.html` shows of it."""
    item = chosen(matter)
    return {
        "item": item,
        "item_name": item.name(get_language() or "").words if item else "",
        "suggested": suggested(words, limit=1),
        "options": options(words, asked),
        "asked": asked,
    }


def option(item: Item, why: str = "") -> Option:
    return Option(item.code, item.name(get_language() or ""), why, item)


def items(matter: str, found: Sequence[Suggested]) -> tuple[Item, ...]:
    """The matter that was chosen, else those the words point to: what twins are compared by."""
    one = chosen(matter)
    each = (chosen(other.code) for other in found if other.confidence >= SHOW_FROM)
    return (one,) if one else tuple(filter(None, each))


def as_json(found: Sequence[Suggested]) -> dict[str, Any]:
    """What was suggested, as the report keeps it to learn from."""
    return (
        {"matters": [{"code": one.code, "confidence": round(one.confidence, 3)} for one in found]}
        if found
        else {}
    )


def _because(words: tuple[str, ...]) -> str:
    if not words:
        return _("Going by the text as a whole; you need not choose")
    return _("Because you wrote “%(words)s”; you need not choose") % {"words": "、".join(words[:3])}
