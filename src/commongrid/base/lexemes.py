"""What a text can be found by: words, and pairs of signs for Chinese, as a tsvector made here. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

TOKEN = re.compile(r"[0-9A-Za-z]+|[㐀-鿿]+")
LONGEST = 40
LAST_PLACE = 16_000
"""PostgreSQL keeps places up to 16,383."""
APART = 8
"""Places between two texts, so that no phrase runs from one into the other."""


def lexemes(*texts: str) -> str:
    """A tsvector literal for these texts; it knows where each word stands, so that a phrase can be checked."""
    found: dict[str, list[str]] = {}
    begins = 1
    for text in texts:
        at, length = _places(text)
        for word, place in at:
            found.setdefault(word, []).append(str(min(begins + place, LAST_PLACE)))
        begins += length + APART
    return " ".join([f"'{word}':{','.join(found[word])}" for word in sorted(found)])


@lru_cache(maxsize=4096)
def _places(text: str) -> tuple[tuple[tuple[str, int], ...], int]:
    """The words of a text with the place of each, and how many places it takes; matters and streets come again and again."""
    found: list[tuple[str, int]] = []
    place = 0
    for token in tokens(text):
        for word in pairs(token):
            found.append((word, place))
            place += 1
        place += 1
    return tuple(found), place


def query(text: str) -> str:
    """A tsquery literal that asks for every word and pair of `text`; empty when there is none."""
    return " & ".join(dict.fromkeys(f"'{word}'" for token in tokens(text) for word in pairs(token)))


def phrase(text: str) -> str:
    """The same with what was typed without a gap kept together, to be checked on a row's own words.

    The index knows which pairs a row has, not whether they follow one another.
    """
    asked = dict.fromkeys(" <-> ".join(f"'{word}'" for word in pairs(token)) for token in tokens(text))
    return " & ".join(f"({each})" for each in asked)


def words(text: str) -> list[str]:
    """What was asked for as it may stand in a text, for marking it there: runs of signs, words."""
    return list(dict.fromkeys(tokens(text)))


def tokens(text: str) -> Iterator[str]:
    """Words and runs of Chinese signs, in ordinary width and lower case."""
    return (token.lower() for token in TOKEN.findall(unicodedata.normalize("NFKC", text)))


def pairs(token: str) -> list[str]:
    """Every pair of a run of Chinese signs, a single sign as it is; a Latin word in its plain form."""
    if token.isascii():
        return [plain(token)[:LONGEST]]
    return [token[at : at + 2] for at in range(len(token) - 1)] or [token]


def plain(word: str) -> str:
    """An English word without the ending of its plural: lamps → lamp, bodies → body; 12s and glass stay."""
    if len(word) < 4 or not word.isalpha() or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word.removesuffix("s")
