"""What a case can be found by: words, and pairs of signs for Chinese, as a tsvector made here."""

from __future__ import annotations

import re

WORD = re.compile(r"[0-9A-Za-z]+")
HAN = re.compile(r"[㐀-鿿]+")
LONGEST = 40


def terms(text: str) -> set[str]:
    """Lower-case Latin words and numbers; of each run of Han characters every pair, and single ones where alone."""
    found = {word.lower()[:LONGEST] for word in WORD.findall(text)}
    for run in HAN.findall(text):
        found |= {run[at : at + 2] for at in range(len(run) - 1)} or {run}
    return found


def lexemes(*texts: str) -> str:
    """A tsvector literal without positions for these texts."""
    found: set[str] = set()
    for text in texts:
        found |= terms(text)
    return " ".join(f"'{term}'" for term in sorted(found))


def query(text: str) -> str:
    """A tsquery literal that asks for every term of `text`; empty when there is none."""
    return " & ".join(f"'{term}'" for term in sorted(terms(text)))
