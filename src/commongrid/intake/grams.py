"""Words as a model sees them: runs of one to three Chinese characters, and Latin words, each in a bucket."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

BUCKETS = 1 << 17
LONGEST = 1_200
"""Characters read of a text; what a message is about stands well before."""

_RUNS = re.compile(r"[一-鿿]+|[a-z]{2,}")
_EVERYDAY = Path(__file__).with_name("everyday_words.csv")


@dataclass(frozen=True, slots=True)
class Gram:
    """One gram of a text: its bucket, and where in the text the words it comes from begin and end."""

    bucket: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Everyday:
    """What people say and what the catalogues call it."""

    said: tuple[str, ...]
    means: str


def clean(text: str) -> str:
    """Lower case and ordinary width, character for character, so that places in it are places in `text`."""
    return "".join(_plain(character) for character in text[:LONGEST])


def grams(text: str) -> list[Gram]:
    """The grams of a message, and those of the catalogue's words for what it says in everyday ones."""
    plain = clean(text)
    found = as_said(text)
    for start, end, buckets in _meant(plain):
        found.extend(Gram(bucket, start, end) for bucket in buckets)
    return found


def as_said(text: str) -> list[Gram]:
    """The grams of a message and nothing else, for labels that are not the catalogue's."""
    return [Gram(_bucket(gram), start, end) for gram, start, end in _cut(clean(text))]


def literal(text: str) -> list[int]:
    """The buckets of a catalogue's text, as it stands."""
    return [_bucket(gram) for gram, _, _ in _cut(clean(text))]


@cache
def everyday() -> tuple[Everyday, ...]:
    """The list of everyday words that comes with the product (`everyday_words.csv`; `said` is parted by |)."""
    with _EVERYDAY.open(encoding="utf-8", newline="") as file:
        return tuple(Everyday(tuple(row["said"].split("|")), row["means"]) for row in csv.DictReader(file))


def _meant(plain: str) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """For each line of the list the longest thing said that is found: where it stands, and what it means."""
    by_first, means = _sayings()
    found: dict[int, str] = {}
    for first in set(plain) & by_first.keys():
        for said, line in by_first[first]:
            if said in plain and len(said) > len(found.get(line, "")):
                found[line] = said
    for line in sorted(found):
        start = plain.find(found[line])
        yield start, start + len(found[line]), means[line]


@cache
def _sayings() -> tuple[dict[str, list[tuple[str, int]]], tuple[tuple[int, ...], ...]]:
    """The things said by their first character, with their line; and the buckets of each line's meaning."""
    by_first: dict[str, list[tuple[str, int]]] = {}
    for line, each in enumerate(everyday()):
        for said in map(clean, each.said):
            by_first.setdefault(said[0], []).append((said, line))
    return by_first, tuple(tuple(literal(each.means)) for each in everyday())


def _cut(plain: str) -> Iterator[tuple[str, int, int]]:
    for run in _RUNS.finditer(plain):
        word, at = run.group(), run.start()
        if word.isascii():
            yield word[:6], at, run.end()
            continue
        for size in (1, 2, 3):
            for start in range(len(word) - size + 1):
                yield word[start : start + size], at + start, at + start + size


@cache
def _plain(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).lower()
    return folded if len(folded) == 1 else character


@cache
def _bucket(gram: str) -> int:
    return crc32(gram.encode()) % BUCKETS
