"""Which matter a report is filed under with one key: what a person named, else what the words point to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from commongrid.base.verdicts import Why
from commongrid.intake.models import Report
from commongrid.intake.suggestion import suggest
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Item


@dataclass(frozen=True, slots=True)
class Guess:
    """A matter the words point to, how sure, and the reason in words."""

    item: Item
    name: str
    share: float
    why: Why | None


def chosen(report: Report) -> Item | None:
    """The matter a person named: the reporter, or the grid worker who looked."""
    items = matters.everything()
    return next((item for item in items if item.matter_id == report.matter_id), None)


def guesses_for(report: Report) -> list[Guess]:
    """What the words point to, the likeliest first, with the words that decided."""
    told = suggest(report.words or "")
    items = matters.kept().items
    language = get_language() or "zh-hans"
    whys = [*told.why, *([None] * len(told.answer))]
    return [
        Guess(items[one.code], items[one.code].name(language).words, one.confidence, why)
        for one, why in zip(told.answer, whys, strict=False)
        if one.code in items
    ]


def accepts(report: Report, item: Item | None, guesses: list[Guess]) -> dict[str, Any] | None:
    """What one key files: the matter a person named, else the likeliest of the words."""
    if not report.area:
        return None
    if item is not None:
        return {"name": item.name(get_language() or "zh").words, "share": None, "why": None, "item": item}
    if not guesses:
        return None
    return {
        "name": guesses[0].name,
        "share": guesses[0].share,
        "why": guesses[0].why,
        "item": guesses[0].item,
    }
