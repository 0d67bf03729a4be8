"""Reads of ratings; each names the index it stands on."""

from commongrid.work.ratings.queries.criteria import (
    coming,
    criteria,
    edition_kept,
    editions,
    facts,
    known_of,
    latest,
    policy,
    scheme_of,
)
from commongrid.work.ratings.queries.listing import (
    QUEUES,
    counts,
    listed,
    of_keeper,
    of_premises,
    rating,
    register,
    standing,
    to_watch,
)

__all__ = [
    "QUEUES", "coming", "counts", "criteria", "edition_kept", "editions", "facts", "known_of", "latest", "listed", "of_keeper", "of_premises",
    "policy", "rating", "register", "scheme_of", "standing", "to_watch",
]  # fmt: skip
