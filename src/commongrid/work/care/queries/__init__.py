"""A counsellor's own files; care by who visits, and by whose it is."""

from commongrid.work.care.queries.counselling import appointment, file, files, notes, others
from commongrid.work.care.queries.visiting import (
    CONTENT,
    care,
    invitation,
    known_words,
    looks,
    mine,
    of_person,
    own,
    visits,
    waiting,
)

__all__ = [
    "CONTENT", "appointment", "care", "file", "files", "invitation", "known_words", "looks", "mine", "notes", "of_person", "others",
    "own", "visits", "waiting",
]  # fmt: skip
