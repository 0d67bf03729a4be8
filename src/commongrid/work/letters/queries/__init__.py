"""Reads of letters: boxes, what an office owes, what is public."""

from commongrid.work.letters.queries.boxes import all_boxes, box, boxes_for
from commongrid.work.letters.queries.letters import counts, find, listed, names_in, of_report, public_state
from commongrid.work.letters.queries.publications import Asked, find_public, published

__all__ = [
    "Asked", "all_boxes", "box", "boxes_for", "counts", "find", "find_public", "listed", "names_in", "of_report", "public_state",
    "published",
]  # fmt: skip
