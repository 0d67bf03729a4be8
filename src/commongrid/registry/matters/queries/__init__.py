"""Reads of the catalogue. All of it is kept in the process and read anew when its token has changed."""

from commongrid.registry.matters.queries.catalogue import (
    catalogue,
    departments,
    distinctions,
    edition,
    edition_kept,
    editions,
    everything,
    is_similar,
    near_copies,
    reason,
    reasons,
    row_for,
    search,
    usual_limits,
)
from commongrid.registry.matters.queries.keeping import LOOK_AGAIN, Kept, forget, kept

__all__ = [
    "LOOK_AGAIN",
    "Kept",
    "catalogue",
    "departments",
    "distinctions",
    "edition",
    "edition_kept",
    "editions",
    "everything",
    "forget",
    "is_similar",
    "kept",
    "near_copies",
    "reason",
    "reasons",
    "row_for",
    "search",
    "usual_limits",
]
