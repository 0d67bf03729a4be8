"""The words of mediation, and its journal kinds."""

from commongrid.work.mediation.terms.table import (
    Consent,
    Engagement,
    How,
    Leaving,
    Onward,
    Result,
    Scope,
    SeatState,
    Seen,
    Side,
    Way,
)
from commongrid.work.mediation.terms.values import Application, Brought, Candidate, Named, Plan, Term
from commongrid.work.mediation.terms.words import (
    FAILING,
    OPEN,
    OVER,
    BodyKind,
    Course,
    Declining,
    Ending,
    Origin,
    State,
    Topic,
)

MEDIATION, BODY = "mediation", "mediation_body"
KINDS = (
    "mediation.applied", "mediation.offered", "mediation.consented", "mediation.chosen", "mediation.declined",
    "mediation.accepted", "mediation.seated", "mediation.seat_taken", "mediation.seat_left", "mediation.represented",
    "mediation.scheduled", "mediation.rescheduled", "mediation.cancelled", "mediation.held", "mediation.paused",
    "mediation.resumed", "mediation.extended", "mediation.evidence_added", "mediation.evidence_withdrawn",
    "mediation.terms_set", "mediation.agreed", "mediation.failed", "mediation.stopped", "mediation.withdrawn",
    "mediation.referred", "mediation.referral_answered", "mediation.came_back", "mediation.body_set",
)  # fmt: skip

__all__ = [
    "BODY",
    "FAILING",
    "KINDS",
    "MEDIATION",
    "OPEN",
    "OVER",
    "Application",
    "BodyKind",
    "Brought",
    "Candidate",
    "Consent",
    "Course",
    "Declining",
    "Ending",
    "Engagement",
    "How",
    "Leaving",
    "Named",
    "Onward",
    "Origin",
    "Plan",
    "Result",
    "Scope",
    "SeatState",
    "Seen",
    "Side",
    "State",
    "Term",
    "Topic",
    "Way",
]
