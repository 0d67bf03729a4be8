"""How sure a score is: the curve from scores of examples to how often the best was right."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commongrid.intake.suggestion_model import (
    Calibration,
    relative,
)

type Matrix = NDArray[np.float32]


def calibrate(scores: Matrix, right: NDArray[np.integer[Any]]) -> Calibration:
    """The sharpness of least log loss, then Platt's curve on whether the best one was right."""
    forms = {False: scores.astype(np.float64), True: relative(scores)}
    steps: list[float] = np.geomspace(0.3, 60, 40).tolist()
    tried = [(_loss(form * step, right), name, step) for name, form in forms.items() for step in steps]
    _, is_relative, sharpness = min(tried)
    plain = Calibration(sharpness, relative=is_relative)
    tops = np.array([float(plain.chances(row).max()) for row in scores]).clip(1e-6, 1 - 1e-6)
    hit = scores.argmax(axis=1) == right
    if hit.all() or not hit.any():
        return plain
    from sklearn.linear_model import LogisticRegression

    curve = LogisticRegression(C=1.0).fit(np.log(tops / (1 - tops))[:, None], hit)
    return replace(plain, slope=max(float(curve.coef_[0, 0]), 0.05), offset=float(curve.intercept_[0]))


def _loss(raised: NDArray[np.floating[Any]], right: NDArray[np.integer[Any]]) -> float:
    top = raised.max(axis=1)
    spread = top + np.log(np.exp(raised - top[:, None]).sum(axis=1))
    return float((spread - raised[np.arange(len(right)), right]).mean())
