"""Reads of training."""

from commongrid.work.training.queries.courses import (
    asked_of,
    bank,
    bank_ids,
    course,
    courses_of,
    current,
    current_of,
    draft_of,
    editions,
    every_course,
    progress,
    progress_of,
)
from commongrid.work.training.queries.exams import (
    all_exams,
    drawn,
    exam,
    exams_for,
    kinds,
    left_open,
    open_sitting,
    sat_today,
    sitting,
    sittings_of,
)
from commongrid.work.training.queries.holding import (
    Owed,
    best,
    certificate,
    certificates_of,
    certified,
    demands,
    ending,
    how_many_lack,
    lacking,
    owed,
)

__all__ = [
    "Owed", "all_exams", "asked_of", "bank", "bank_ids", "best", "certificate", "certificates_of", "certified", "course", "courses_of", "current",
    "current_of", "demands", "draft_of", "drawn", "editions", "ending", "every_course", "exam", "exams_for", "how_many_lack", "kinds", "lacking",
    "left_open", "open_sitting", "owed", "progress", "progress_of", "sat_today", "sitting", "sittings_of",
]  # fmt: skip
