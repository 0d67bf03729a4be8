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
LONGEST = 2_000
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
    """The grams of a text, in order, with those of the catalogue's words for what was said in everyday ones."""
    plain = clean(text)
    found = [Gram(_bucket(gram), start, end) for gram, start, end in _cut(plain)]
    for start, end, buckets in _meant(plain):
        found.extend(Gram(bucket, start, end) for bucket in buckets)
    return found


@cache
def everyday() -> tuple[Everyday, ...]:
    """The list of everyday words that comes with the product (`everyday_words.csv`; `said` is parted by |)."""
    with _EVERYDAY.open(encoding="utf-8", newline="") as file:
        return tuple(Everyday(tuple(row["said"].split("|")), row["means"]) for row in csv.DictReader(file))


def _meant(plain: str) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """For each line of the list the first thing said that is found: where it stands, and what it means."""
    for said, buckets in _buckets_by_saying():
        hits = ((plain.find(word), word) for word in said)
        start, word = next(((at, word) for at, word in hits if at >= 0), (-1, ""))
        if start >= 0:
            yield start, start + len(word), buckets


@cache
def _buckets_by_saying() -> tuple[tuple[tuple[str, ...], tuple[int, ...]], ...]:
    return tuple(
        (tuple(clean(word) for word in each.said), tuple(_bucket(gram) for gram, _, _ in _cut(clean(each.means))))
        for each in everyday()
    )


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
