"""Reads of mediation: who mediates, matters as lists and one by one, and what those outside may know."""

from commongrid.work.mediation.queries.bodies import (
    Area,
    bodies,
    body_for,
    candidates,
    heads_of,
    mediators,
    proposed,
)
from commongrid.work.mediation.queries.matters import (
    SIZE,
    by_number,
    counts,
    evidence_for,
    exists_for,
    listed,
    of_person,
    party_of,
    whole,
)

__all__ = [
    "SIZE", "Area", "bodies", "body_for", "by_number", "candidates", "counts", "evidence_for", "exists_for",
    "heads_of", "listed", "mediators", "of_person", "party_of", "proposed", "whole",
]  # fmt: skip
