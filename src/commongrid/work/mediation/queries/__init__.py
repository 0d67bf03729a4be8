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
from commongrid.work.mediation.queries.confirmations import (
    GenuineRuling,
    Line,
    at_court,
    confirmation,
    confirmation_of,
    court_counts,
    court_for,
    courts,
    genuine_ruling,
    judges,
    laws,
    limits,
    measured,
    ruling_words,
    venue,
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
from commongrid.work.mediation.queries.performance import (
    enforce_by,
    instalments,
    is_performed,
    late,
    owed_until,
)

__all__ = [
    "SIZE", "Area", "Genuine", "GenuineRuling", "Line", "agreement_of", "at_court", "bodies", "body_for", "by_number", "candidates",
    "confirmation", "confirmation_of", "counts", "court_counts", "court_for", "courts", "enforce_by", "evidence_for", "exists_for",
    "genuine", "genuine_ruling", "heads_of", "instalments", "is_performed", "judges", "late", "laws", "limits", "listed", "measured",
    "mediators", "of_person", "owed_until", "party_of", "proposed", "ruling_words", "signers", "terms", "venue", "whole", "words",
]  # fmt: skip
