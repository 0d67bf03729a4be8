"""Finding a matter by words, keywords, code or pinyin: how well each item answers what was typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

from commongrid.registry.matters.terms import Item


@dataclass(frozen=True, slots=True)
class Found:
    """An item and how well it answers, above 0; 100 is its very code."""

    item: Item
    score: float


def pinyin(name: str) -> str:
    """How a name is typed: syllables joined, then initials: "井盖" → "jinggai jg"."""
    return f"{''.join(lazy_pinyin(name))} {''.join(lazy_pinyin(name, style=Style.FIRST_LETTER))}".lower()


def search(text: str, items: Iterable[Item], *, limit: int) -> list[Found]:
    """The items in which every word of `text` is found, the best first; nothing typed finds nothing."""
    words = text.casefold().split()
    scored = (Found(item, score(words, item)) for item in items) if words else ()
    return sorted((found for found in scored if found.score > 0), key=lambda f: (-f.score, f.item.code))[
        :limit
    ]


def score(words: list[str], item: Item) -> float:
    """The mean over the words, 0 as soon as one of them is nowhere."""
    each = [_one(word, item) for word in words]
    return sum(each) / len(each) if all(each) else 0.0


def _one(word: str, item: Item) -> float:
    typed, _, initials = item.pinyin.partition(" ")
    chances = (
        (100.0, word == item.code.casefold()),
        (90.0, word == item.name_zh.casefold()),
        (80.0, item.name_zh.casefold().startswith(word)),
        (70.0, word in item.name_zh.casefold()),
        (65.0, word in item.name_en.casefold()),
        (60.0, word in item.keywords.casefold()),
        (55.0, len(word) > 1 and initials.startswith(word)),
        (50.0, len(word) > 2 and word in typed),
        (45.0, len(word) > 1 and word in initials),
        (40.0, word in f"{item.subclass_zh} {item.subclass_en}".casefold()),
        (35.0, word in f"{item.class_zh} {item.class_en}".casefold()),
        (30.0, any(word in f"{row.criterion_zh} {row.criterion_en}".casefold() for row in item.rows)),
        (20.0, item.code.casefold().startswith(word)),
    )
    return next((points for points, met in chances if met), 0.0)
