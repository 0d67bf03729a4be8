"""How many photos, which boxes, and when a photo may be shown to everybody."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from commongrid.base.files.terms import PHOTOS_OF_ONE_STAGE, Box
from commongrid.base.verdicts import Verdict, Why

MOST_BOXES = 200
COVERED = 0.5
"""A proposed face counts as covered when this much of it is blurred: detectors draw generous boxes."""


def may_add(already: int, most: int = PHOTOS_OF_ONE_STAGE) -> Verdict[bool]:
    """May another photo join the `already` that the same owner has at the same stage?"""
    return Verdict(True) if already < most else Verdict(False, (Why("files.too_many", {"most": most}),))


def boxes(given: Iterable[Sequence[float]]) -> Verdict[tuple[Box, ...]]:
    """Boxes from plain numbers (left, top, width, height, 0–1), cut to the picture; empty with a why when wrong."""
    found: list[Box] = []
    for numbers in given:
        if len(found) == MOST_BOXES or len(numbers) != 4 or not all(math.isfinite(one) for one in numbers):
            return Verdict((), (Why("files.boxes_wrong"),))
        left, top = max(numbers[0], 0.0), max(numbers[1], 0.0)
        right, bottom = min(numbers[0] + numbers[2], 1.0), min(numbers[1] + numbers[3], 1.0)
        if right <= left or bottom <= top:
            return Verdict((), (Why("files.boxes_wrong"),))
        found.append(Box(left, top, right - left, bottom - top))
    return Verdict(tuple(found))


def uncovered(faces: Sequence[Sequence[float]], blurred: Sequence[Sequence[float]]) -> int:
    """How many of the proposed faces are not under a blurred box."""
    return sum(all(_shared(face, box) < COVERED for box in blurred) for face in faces)


def _shared(face: Sequence[float], box: Sequence[float]) -> float:
    """The part of `face` that lies under `box`, 0 to 1."""
    width = min(face[0] + face[2], box[0] + box[2]) - max(face[0], box[0])
    height = min(face[1] + face[3], box[1] + box[3]) - max(face[1], box[1])
    area = face[2] * face[3]
    return max(width, 0.0) * max(height, 0.0) / area if area else 1.0


def may_publish(visibility: str, bare_faces: int, *, despite_faces: bool) -> Verdict[bool]:
    """May a photo somebody has just looked at be shown to everybody?"""
    if visibility == "withdrawn":
        return Verdict(False, (Why("files.withdrawn"),))
    if bare_faces and not despite_faces:
        return Verdict(False, (Why("files.faces_not_blurred", {"faces": bare_faces}),))
    return Verdict(True)
