"""How alike what two people wrote is, without what every letter says. Pure."""

from __future__ import annotations

import math
import re

from commongrid.intake.grams import clean

CHANCE, ALIKE = 0.05, 0.25
"""Cosines of words: 1 in 20 pairs of unrelated letters reach the first, 3 in 20,000 the second."""


READ = 200


_FILLER = re.compile(
    "希望|有关|相关|部门|尊敬|领导|您好|你好|我们|我是|本人|居民|市民|政府|尽快|处理|解决|问题|反映|投诉|一直|没有|一个|这个|谢谢|请问|的"
)
"""What nearly every letter says, whatever it is about."""


_RUNS = re.compile("[一-鿿]+|[a-z]{3,}")


def words_alike(one: str, other: str) -> tuple[float, tuple[str, ...]]:
    """How alike two texts are (0–1: cosine of their sets of character pairs), and the words they share."""
    ours, theirs = _pairs(one), _pairs(other)
    shared = ours & theirs
    if not shared:
        return 0.0, ()
    cosine = len(shared) / math.sqrt(len(ours) * len(theirs))
    alike = min(max((cosine - CHANCE) / (ALIKE - CHANCE), 0.0), 1.0)
    return alike, _in_order(clean(one)[:READ], shared)


def _pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring Chinese characters and Latin words, without what all letters say."""
    runs = _RUNS.findall(_FILLER.sub(" ", clean(text)[:READ]))
    pairs = (run[at : at + 2] for run in runs if not run.isascii() for at in range(len(run) - 1))
    return frozenset([*pairs, *(run for run in runs if run.isascii())])


def _in_order(plain: str, shared: frozenset[str]) -> tuple[str, ...]:
    """The shared stretches of the first text, joined where they touch, the longest first."""
    inside = [False] * len(plain)
    for word in shared:
        at = plain.find(word)
        while at >= 0:
            inside[at : at + len(word)] = [True] * len(word)
            at = plain.find(word, at + 1)
    stretches = "".join(sign if kept else "\n" for sign, kept in zip(plain, inside, strict=True)).split("\n")
    return tuple(sorted(dict.fromkeys(filter(None, stretches)), key=len, reverse=True))
