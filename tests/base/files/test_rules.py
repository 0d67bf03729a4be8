"""Boxes, proposals and counts, as plain numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from commongrid.base.files import faces, rules
from commongrid.base.files.terms import Box
from tests.base.files import pictures_made as made

NUMBER = st.floats(allow_nan=True, allow_infinity=True)


@given(st.lists(st.lists(NUMBER, min_size=4, max_size=4), max_size=5))
def test_boxes_end_up_inside_the_photo_or_are_refused(given_boxes: list[list[float]]) -> None:
    verdict = rules.boxes(given_boxes)
    for box in verdict.answer:
        assert 0 <= box.x < box.x + box.w <= 1.0000001
        assert 0 <= box.y < box.y + box.h <= 1.0000001
    assert bool(verdict.why) == (len(verdict.answer) < len(given_boxes))


def test_a_face_counts_as_covered_by_half() -> None:
    face = [0.2, 0.2, 0.2, 0.2]
    assert rules.uncovered([face], []) == 1
    assert rules.uncovered([face], [[0.2, 0.2, 0.1, 0.2]]) == 0
    assert rules.uncovered([face], [[0.2, 0.2, 0.09, 0.2]]) == 1
    assert rules.uncovered([], []) == 0


def test_overlapping_proposals_become_one() -> None:
    found = faces.joined([Box(0.1, 0.1, 0.2, 0.2), Box(0.15, 0.15, 0.2, 0.2), Box(0.7, 0.7, 0.1, 0.1)])
    assert len(found) == 2
    assert found[0].x == 0.1
    assert round(found[0].w, 2) == 0.25


def test_a_photo_without_faces_has_no_proposals() -> None:
    assert faces.propose(made.encoded("JPEG", Image.new("RGB", (800, 600), "grey"))) == ()
