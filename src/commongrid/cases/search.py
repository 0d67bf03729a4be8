"""What a case can be found by: the words of its texts (`base/lexemes.py`), and those of its matter."""

from __future__ import annotations

from commongrid.base.lexemes import lexemes, pairs, phrase, plain, query, tokens, words
from commongrid.registry.matters.terms import Item

__all__ = ["lexemes", "of_matter", "pairs", "phrase", "plain", "query", "tokens", "words"]


def of_matter(item: Item) -> str:
    """Words a case is found by besides its title and address: its matter's names, its class."""
    return f"{item.name_zh} {item.name_en} {item.class_zh}"
