"""Making a model: scikit-learn fits the weights and the curve, in the command only; nothing here runs in a request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from commongrid.intake.calibrating import Matrix, calibrate
from commongrid.intake.examples import Example, catalogue_examples
from commongrid.intake.prototypes import UNTRAINED, MatterWords, prototype
from commongrid.intake.suggestion_model import (
    Calibration,
    Floats,
    Model,
    by_bucket,
    rarities,
    vector,
)

COMMONEST = 0.5
"""Grams in more than this share of the texts say nothing about the matter."""
FOLDS = 4
ENOUGH = 60
"""Labelled messages that a curve of one's own asks for; with fewer the one of the prototypes is kept."""
STRICTNESS = 1.0
"""LinearSVC's C."""
CATALOGUE_SHARE, HALF_OF_IT = 0.1, 500
"""What the learnt weights count beside the prototypes: little from the catalogue alone, where they add nothing,
and half with 500 labelled messages; 80 at full weight made short messages worse (60 % right, not 66 %)."""
LEAST = 0.02
"""Weights smaller than this are left out of the file."""


def train(matters: Sequence[MatterWords], labelled: Sequence[Example] = ()) -> Model:
    """A calibrated model of the catalogue and of messages labelled with its codes (others are left out)."""
    codes = {matter.code for matter in matters}
    known = [one for one in labelled if one.label in codes]
    model = fit(known, matters)
    if len(known) < ENOUGH:
        return replace(model, calibration=UNTRAINED)
    right = np.array([model.codes.index(one.label) for one in known])
    return replace(model, calibration=calibrate(held_out(known, matters, codes=model.codes), right))


def fit(
    examples: Sequence[Example],
    matters: Sequence[MatterWords] = (),
    *,
    extra: Sequence[Example] = (),
    codes: Sequence[str] = (),
) -> Model:
    """An uncalibrated model: the prototypes of the matters plus weights learnt from all examples."""
    messages = [*examples, *extra]
    taught = [*messages, *catalogue_examples(matters)]
    codes = tuple(codes) or tuple(m.code for m in matters) or tuple(sorted({one.label for one in taught}))
    rarity = rarities([[g.bucket for f in one.fields for g in f] for one in taught], COMMONEST)
    learnt, used, bias = _learn(taught, codes, rarity)
    share = max(CATALOGUE_SHARE, len(messages) / (len(messages) + HALF_OF_IT)) if matters else 1.0
    dense = share * learnt
    if matters:
        dense = dense + _standing(matters, codes, rarity, used)
    label, column = np.nonzero(np.abs(dense) > LEAST)
    rows = by_bucket(used[column], label, dense[label, column])
    about = {"messages": len(messages), "matters": len(matters), "trained": True}
    return Model(codes, rarity, *rows, (share * bias).astype(np.float32), Calibration(1.0), about)


def held_out(
    examples: Sequence[Example],
    matters: Sequence[MatterWords] = (),
    *,
    extra: Sequence[Example] = (),
    codes: Sequence[str],
) -> Matrix:
    """Scores (examples × codes) that each example gets from a model fitted without it."""
    from sklearn.model_selection import KFold

    scores = np.zeros((len(examples), len(codes)), dtype=np.float32)
    for kept, out in KFold(FOLDS, shuffle=True, random_state=0).split(np.arange(len(examples))):
        model = fit([examples[at] for at in kept], matters, extra=extra, codes=codes)
        for at in out:
            scores[at] = score(model, examples[at])
    return scores


def score(model: Model, one: Example) -> Floats:
    return model.scores(vector(one.fields, model.rarity))


def _learn(
    taught: Sequence[Example], codes: Sequence[str], rarity: Floats
) -> tuple[Matrix, NDArray[np.int64], Matrix]:
    """(weights: codes × used buckets, used buckets, bias) of a linear support vector machine, one against the rest."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.svm import LinearSVC

    table = DictVectorizer()
    seen = table.fit_transform([vector(one.fields, rarity) for one in taught])
    seen.indices, seen.indptr = (
        seen.indices.astype(np.int32),
        seen.indptr.astype(np.int32),
    )  # all that liblinear takes
    at = {code: label for label, code in enumerate(codes)}
    labels = np.array([at[one.label] for one in taught])
    machine = LinearSVC(C=STRICTNESS, class_weight="balanced")
    machine.fit(seen, labels, sample_weight=[one.weight for one in taught])
    coefficients, intercepts = machine.coef_, machine.intercept_
    if len(machine.classes_) == 2:
        coefficients, intercepts = (
            np.vstack([-coefficients, coefficients]),
            np.hstack([-intercepts, intercepts]),
        )
    weights = np.zeros((len(codes), seen.shape[1]), dtype=np.float32)
    bias = np.full(len(codes), float(intercepts.min()), dtype=np.float32)
    weights[machine.classes_], bias[machine.classes_] = coefficients, intercepts
    return weights, np.array(table.feature_names_, dtype=np.int64), bias


def _standing(
    matters: Sequence[MatterWords], codes: Sequence[str], rarity: Floats, used: NDArray[np.int64]
) -> Matrix:
    """The prototypes' weights in the columns of the learnt ones."""
    at = {code: label for label, code in enumerate(codes)}
    column = {int(bucket): place for place, bucket in enumerate(used)}
    weights = np.zeros((len(codes), len(used)), dtype=np.float32)
    for matter in matters:
        for bucket, weight in prototype(matter, rarity).items():
            if bucket in column:
                weights[at[matter.code], column[bucket]] = weight
    return weights
