"""A linear model over hashed grams that loads without running anything: arrays and names, read by numpy alone."""

from __future__ import annotations

import json
import math
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commongrid.intake.grams import BUCKETS, Gram, grams

type Floats = NDArray[np.float32]
type Integers = NDArray[np.int32]

FORMAT = 1
TITLE = 2.0
"""How much the first of several fields (a message's title) weighs against the others."""


class Unreadable(Exception):
    """The model file is missing a part or was written for another format."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """From scores to a chance of being right: softmax at `sharpness`, then Platt's slope and offset on its logit."""

    sharpness: float
    slope: float = 1.0
    offset: float = 0.0

    def chances(self, scores: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
        """One chance a label; the first one's is calibrated, the others are scaled with it. Sums to at most 1."""
        raised = np.asarray(scores, dtype=np.float64) * self.sharpness
        raw = np.exp(raised - raised.max())
        raw /= raw.sum()
        top = min(max(float(raw.max()), 1e-9), 1 - 1e-9)
        sure = 1 / (1 + math.exp(-(self.slope * math.log(top / (1 - top)) + self.offset)))
        scaled = raw * min(1.0, sure / top)
        scaled[int(raw.argmax())] = sure
        return scaled


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by bucket, as compressed rows: bucket b has labels[starts[b]:starts[b+1]] with those weights."""

    codes: tuple[str, ...]
    rarity: Floats
    starts: Integers
    labels: Integers
    weights: Floats
    bias: Floats
    calibration: Calibration
    about: dict[str, Any]

    def scores(self, fields: Sequence[str]) -> Floats:
        """One score a code for a text given as its fields (one, or the title first)."""
        total = self.bias.copy()
        for bucket, value in vector(fields, self.rarity).items():
            at = slice(self.starts[bucket], self.starts[bucket + 1])
            np.add.at(total, self.labels[at], self.weights[at] * np.float32(value))
        return total

    def pull(self, text: str, label: int, against: int) -> list[tuple[Gram, float]]:
        """How much each gram of the text speaks for one label rather than for another."""
        found = grams(text)
        values = _values(Counter(gram.bucket for gram in found), self.rarity)
        times = Counter(gram.bucket for gram in found)
        weight = {b: self._weight(b, label) - self._weight(b, against) for b in values}
        return [(g, values[g.bucket] / times[g.bucket] * weight[g.bucket]) for g in found if g.bucket in values]

    def _weight(self, bucket: int, label: int) -> float:
        at = slice(self.starts[bucket], self.starts[bucket + 1])
        return float(self.weights[at][self.labels[at] == label].sum())


def vector(fields: Sequence[str], rarity: Floats) -> dict[int, float]:
    """Buckets and values of a text: log counts × rarity, each field of length one, then the sum of length one."""
    total: dict[int, float] = {}
    for place, field in enumerate(fields):
        share = TITLE if place == 0 and len(fields) > 1 else 1.0
        for bucket, value in _values(Counter(gram.bucket for gram in grams(field)), rarity).items():
            total[bucket] = total.get(bucket, 0.0) + share * value
    return _unit(total)


def _values(times: Counter[int], rarity: Floats) -> dict[int, float]:
    raw = {bucket: (1 + math.log(n)) * float(rarity[bucket]) for bucket, n in times.items()}
    return _unit({bucket: value for bucket, value in raw.items() if value})


def _unit(values: dict[int, float]) -> dict[int, float]:
    length = math.sqrt(sum(value * value for value in values.values()))
    return {bucket: value / length for bucket, value in values.items()} if length else {}


def rows_by_bucket(dense_rows: NDArray[Any], buckets: NDArray[Any], least: float) -> tuple[Integers, Integers, Floats]:
    """(starts, labels, weights) from weights of labels × used buckets; weights below `least` are left out."""
    label, column = np.nonzero(np.abs(dense_rows) > least)
    order = np.lexsort((label, buckets[column]))
    label, column = label[order], column[order]
    starts = np.zeros(BUCKETS + 1, dtype=np.int32)
    np.cumsum(np.bincount(buckets[column], minlength=BUCKETS), out=starts[1:])
    return starts, label.astype(np.int32), dense_rows[label, column].astype(np.float32)


def save(model: Model, path: Path) -> None:
    """Writes the file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    words = {"format": FORMAT, "codes": model.codes, "about": model.about, "calibration": _numbers(model.calibration)}
    with part.open("wb") as file:
        np.savez_compressed(
            file,
            words=np.frombuffer(json.dumps(words, ensure_ascii=False).encode(), dtype=np.uint8),
            rarity=model.rarity.astype(np.float16),
            counts=np.diff(model.starts).astype(np.uint16),
            labels=model.labels.astype(np.uint16),
            weights=model.weights.astype(np.float16),
            bias=model.bias,
        )
    os.replace(part, path)  # noqa: PTH105  (atomic also over an older file)


def load(path: Path) -> Model:
    """Reads what `save` wrote; raises Unreadable, FileNotFoundError. Nothing in the file is executed."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            words = json.loads(stored["words"].tobytes())
            if words["format"] != FORMAT:
                raise Unreadable(str(path))
            starts = np.zeros(BUCKETS + 1, dtype=np.int32)
            np.cumsum(stored["counts"], out=starts[1:])
            return Model(
                codes=tuple(words["codes"]),
                rarity=stored["rarity"].astype(np.float32),
                starts=starts,
                labels=stored["labels"].astype(np.int32),
                weights=stored["weights"].astype(np.float32),
                bias=stored["bias"],
                calibration=Calibration(*words["calibration"]),
                about=words["about"],
            )
    except (KeyError, ValueError, TypeError, EOFError) as fault:
        raise Unreadable(str(path)) from fault


def _numbers(calibration: Calibration) -> list[float]:
    return [calibration.sharpness, calibration.slope, calibration.offset]
