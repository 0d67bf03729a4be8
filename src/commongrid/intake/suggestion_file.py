"""The file a trained model is kept in: plain arrays and JSON, so that reading one never runs anything."""

from __future__ import annotations

import json
from dataclasses import astuple
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from commongrid.intake.grams import BUCKETS
from commongrid.intake.suggestion_model import Calibration, Model

FORMAT = 1


class Unreadable(Exception):
    """The file lacks a part, is cut short, or is of another format."""


def save(model: Model, path: Path) -> None:
    """Writes the file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    words = {
        "format": FORMAT,
        "codes": model.codes,
        "calibration": astuple(model.calibration),
        "about": dict(model.about),
    }
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
    part.replace(path)


def load(path: Path) -> Model:
    """Reads what `save` wrote. Raises FileNotFoundError, Unreadable."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
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
    except (BadZipFile, EOFError, KeyError, TypeError, ValueError) as fault:
        raise Unreadable(str(path)) from fault
