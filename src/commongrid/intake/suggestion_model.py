"""A linear model over hashed grams: arrays, names and a calibration; numpy is all it needs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commongrid.intake.grams import BUCKETS, Gram

type Floats = NDArray[np.float32]
type Integers = NDArray[np.int32]
type Span = tuple[int, int]

TITLE = 2.0
"""How much the first of several fields (a message's title) weighs against the others."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """From scores to a chance of being right: softmax at `sharpness`, then Platt's slope and offset on its logit.

    `relative`: scores are first measured from their median and divided by their 3-norm, so that a long
    message, whose every score is small, is not thought doubtful for its length.
    """

    sharpness: float
    slope: float = 1.0
    offset: float = 0.0
    relative: bool = False

    def chances(self, scores: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
        """One chance a label; the best one's is calibrated, the others are lowered with it. Sums to at most 1."""
        raised = self.sharpness * (
            relative(scores) if self.relative else np.asarray(scores, dtype=np.float64)
        )
        raw: NDArray[np.float64] = np.exp(raised - raised.max())
        raw /= raw.sum()
        best = int(raw.argmax())
        top = float(raw[best])
        sure = self.sure(top)
        lowered = raw * min(1.0, (1 - sure) / max(1 - top, 1e-9), sure / top)
        lowered[best] = sure
        return lowered

    def sure(self, raw: float) -> float:
        """Platt's curve over the softmax of the best label."""
        raw = min(max(raw, 1e-6), 1 - 1e-6)
        return 1 / (1 + math.exp(-(self.slope * math.log(raw / (1 - raw)) + self.offset)))


def relative(scores: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Scores (of one message, or one a row) from their median, in units of their 3-norm."""
    plain = np.asarray(scores, dtype=np.float64)
    centred: NDArray[np.float64] = plain - np.median(plain, axis=-1, keepdims=True)
    size = np.cbrt((np.abs(centred) ** 3).sum(axis=-1, keepdims=True))
    return centred / np.maximum(size, 1e-9)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights as compressed rows: bucket b speaks for labels[starts[b]:starts[b+1]] with those weights.

    `about` is what the training wrote down: counts, measures, whether it is a trained model.
    """

    codes: tuple[str, ...]
    rarity: Floats
    starts: Integers
    labels: Integers
    weights: Floats
    bias: Floats
    calibration: Calibration
    about: Mapping[str, Any] = field(default_factory=dict)

    def scores(self, values: Mapping[int, float]) -> Floats:
        """One score a code for a message's `vector`."""
        buckets = np.fromiter(values, dtype=np.int64, count=len(values))
        counts = self.starts[buckets + 1] - self.starts[buckets]
        ends = np.cumsum(counts)
        if not len(ends) or not ends[-1]:
            return self.bias.copy()
        at = np.repeat(self.starts[buckets] - (ends - counts), counts) + np.arange(ends[-1])
        value = np.repeat(np.fromiter(values.values(), dtype=np.float64, count=len(values)), counts)
        summed = np.bincount(self.labels[at], self.weights[at] * value, minlength=len(self.codes))
        return (self.bias + summed).astype(np.float32)

    def pulls(self, found: Sequence[Gram], values: Mapping[int, float], label: int) -> dict[Span, float]:
        """How much each stretch of a message speaks for a label; a stretch is a gram or a thing said."""
        times = Counter(gram.bucket for gram in found)
        pulls: dict[Span, float] = {}
        for gram in found:
            weight = self._weight(gram.bucket, label) if gram.bucket in values else 0.0
            if weight:
                pull = values[gram.bucket] * weight / times[gram.bucket]
                pulls[gram.start, gram.end] = pulls.get((gram.start, gram.end), 0.0) + pull
        return pulls

    def _weight(self, bucket: int, label: int) -> float:
        start, end = int(self.starts[bucket]), int(self.starts[bucket + 1])
        at = start + int(np.searchsorted(self.labels[start:end], label))
        return float(self.weights[at]) if at < end and self.labels[at] == label else 0.0


def vector(fields: Sequence[Sequence[Gram]], rarity: Floats) -> dict[int, float]:
    """Buckets and values of a message's fields: each of length one, the title's doubled, the sum of length one."""
    total: dict[int, float] = {}
    for place, found in enumerate(fields):
        share = TITLE if place == 0 and len(fields) > 1 else 1.0
        for bucket, value in unit(values_of(Counter(gram.bucket for gram in found), rarity)).items():
            total[bucket] = total.get(bucket, 0.0) + share * value
    return unit(total)


def values_of(times: Mapping[int, int], rarity: Floats) -> dict[int, float]:
    """(1 + log count) × rarity of each bucket the rarities know."""
    known = ((bucket, n, float(rarity[bucket])) for bucket, n in times.items())
    return {bucket: (1 + math.log(n)) * rare for bucket, n, rare in known if rare}


def unit(values: Mapping[int, float]) -> dict[int, float]:
    """The same direction with length one; nothing stays nothing."""
    length = math.sqrt(sum(value * value for value in values.values()))
    return {bucket: value / length for bucket, value in values.items()} if length else {}


def rarities(documents: Sequence[Sequence[int]], most: float = 1.0) -> Floats:
    """log((1 + n) / (1 + documents with the bucket)) + 1; 0 for what is nowhere or in more than `most` of them."""
    having = Counter(bucket for document in documents for bucket in set(document))
    found = np.zeros(BUCKETS, dtype=np.float32)
    for bucket, n in having.items():
        if n <= max(most * len(documents), 1):
            found[bucket] = math.log((1 + len(documents)) / (1 + n)) + 1
    return found


def by_bucket(
    buckets: NDArray[np.integer[Any]], labels: NDArray[np.integer[Any]], weights: NDArray[np.floating[Any]]
) -> tuple[Integers, Integers, Floats]:
    """(starts, labels, weights) as a Model holds them, from weights given one by one."""
    order = np.lexsort((labels, buckets))
    starts = np.zeros(BUCKETS + 1, dtype=np.int32)
    np.cumsum(np.bincount(buckets, minlength=BUCKETS), out=starts[1:])
    return starts, labels[order].astype(np.int32), weights[order].astype(np.float32)
