"""How good is it, measured on texts that were not trained on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commongrid.intake.calibrating import calibrate
from commongrid.intake.examples import Example
from commongrid.intake.training import fit, held_out, score

BINS = 10


@dataclass(frozen=True, slots=True)
class Measured:
    """Means over the folds, sd of the macro-F1 over them, and the expected calibration error of all answers."""

    macro_f1: float
    macro_f1_sd: float
    accuracy: float
    calibration_error: float
    folds: int
    texts: int


def cross_validated(
    examples: Sequence[Example],
    extra: Sequence[Example] = (),
    *,
    folds: int = 5,
    repeats: int = 3,
    seed: int = 0,
) -> Measured:
    """Repeated stratified cross-validation; `extra` examples are trained on in every fold and never asked.

    The curve of each fold comes from an inner cross-validation of what the fold trains on.
    """
    from sklearn.metrics import f1_score
    from sklearn.model_selection import RepeatedStratifiedKFold

    labels = np.array([one.label for one in examples])
    f1: list[float] = []
    sure: list[float] = []
    hit: list[bool] = []
    split = RepeatedStratifiedKFold(n_splits=folds, n_repeats=repeats, random_state=seed)
    for kept, out in split.split(labels, labels):
        codes, chances = _asked([examples[at] for at in kept], extra, [examples[at] for at in out])
        answers = np.array(codes)[chances.argmax(axis=1)]
        f1.append(float(f1_score(labels[out], answers, average="macro")))
        sure.extend(chances.max(axis=1))
        hit.extend(answers == labels[out])
    error = calibration_error(np.array(sure), np.array(hit))
    return Measured(float(np.mean(f1)), float(np.std(f1)), float(np.mean(hit)), error, len(f1), len(labels))


def calibration_error(sure: NDArray[np.float64], hit: NDArray[np.bool_]) -> float:
    """Expected calibration error over ten equal bins (Guo et al. 2017, equation 3)."""
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = [
        abs(hit[bins == each].mean() - sure[bins == each].mean()) * (bins == each).sum() for each in set(bins)
    ]
    return float(sum(gaps) / len(sure))


def _asked(
    kept: Sequence[Example], extra: Sequence[Example], out: Sequence[Example]
) -> tuple[Sequence[str], NDArray[np.float64]]:
    model = fit(kept, extra=extra)
    inner = held_out(kept, extra=extra, codes=model.codes)
    curve = calibrate(inner, np.array([model.codes.index(one.label) for one in kept]))
    return model.codes, np.array([curve.chances(score(model, one)) for one in out])
