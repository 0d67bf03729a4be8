"""Where faces may be, to be proposed for blurring. Nothing is recognised, compared or kept but the boxes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from commongrid.base.files.terms import Box

FRONTAL, PROFILE = "haarcascade_frontalface_alt2.xml", "haarcascade_profileface.xml"
PASSES = ((FRONTAL, 1280, False), (PROFILE, 640, False), (PROFILE, 640, True))
"""Cascade, longer side of the picture it looks at, mirrored or not: profiles are learnt from one side only."""

SMALLEST = 24
STEP = 1.2
NEIGHBOURS = 5


def propose(shown: bytes) -> tuple[Box, ...] | None:
    """Boxes around what looks like faces in a JPEG, overlapping ones joined; None when no detector is installed."""
    detectors = _detectors()
    if detectors is None:
        return None
    import cv2
    import numpy as np

    with Image.open(io.BytesIO(shown), formats=("JPEG",)) as image:
        image.draft("L", (1280, 1280))
        grey = image.convert("L")
    found: list[Box] = []
    for cascade, side, mirrored in PASSES:
        grey.thumbnail((side, side), Image.Resampling.BILINEAR)
        pixels = cv2.equalizeHist(np.asarray(ImageOps.mirror(grey) if mirrored else grey))
        spots = detectors[cascade].detectMultiScale(pixels, STEP, NEIGHBOURS, minSize=(SMALLEST, SMALLEST))
        found += [_box(spot, grey.size, mirrored) for spot in spots]
    return joined(found)


def joined(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """The same boxes with those that overlap by a third of the smaller made one."""
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda one: one.w * one.h, reverse=True):
        for place, other in enumerate(kept):
            if _overlap(box, other) > box.w * box.h / 3:
                kept[place] = _around(box, other)
                break
        else:
            kept.append(box)
    return tuple(kept)


def _overlap(one: Box, other: Box) -> float:
    width = min(one.x + one.w, other.x + other.w) - max(one.x, other.x)
    height = min(one.y + one.h, other.y + other.h) - max(one.y, other.y)
    return max(width, 0.0) * max(height, 0.0)


def _around(one: Box, other: Box) -> Box:
    left, top = min(one.x, other.x), min(one.y, other.y)
    right, bottom = max(one.x + one.w, other.x + other.w), max(one.y + one.h, other.y + other.h)
    return Box(left, top, right - left, bottom - top)


def _box(spot: Any, size: tuple[int, int], mirrored: bool) -> Box:
    left, top, width, height = (float(number) for number in spot)
    if mirrored:
        left = size[0] - left - width
    return Box(
        round(left / size[0], 4),
        round(top / size[1], 4),
        round(width / size[0], 4),
        round(height / size[1], 4),
    )


@cache
def _detectors() -> dict[str, Any] | None:
    try:
        import cv2

        folder = Path(cv2.__file__).parent / "data"
        found = {name: cv2.CascadeClassifier(str(folder / name)) for name in (FRONTAL, PROFILE)}
        cv2.setNumThreads(1)
    except (ImportError, AttributeError):  # OpenCV 5 has no cascades
        return None
    return None if any(one.empty() for one in found.values()) else found
