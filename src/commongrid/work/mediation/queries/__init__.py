"""Reads of mediation: who mediates, matters as lists and one by one, and what those outside may know."""

from commongrid.work.mediation.queries.agreements import Genuine, agreement_of, genuine, signers, terms, words
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
    "SIZE", "Area", "Genuine", "agreement_of", "bodies", "body_for", "by_number", "candidates", "counts", "evidence_for", "exists_for", "genuine",
    "heads_of", "listed", "mediators", "of_person", "party_of", "proposed", "signers", "terms",
    "whole", "words",
]  # fmt: skip
