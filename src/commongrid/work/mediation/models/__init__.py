"""Tables of mediation: bodies and mediators; a matter with its parties and seats; its sittings, evidence, terms, referrals and agreement."""

from commongrid.work.mediation.models.agreement import Agreement, Signature
from commongrid.work.mediation.models.bodies import Body, Mediator
from commongrid.work.mediation.models.matters import Mediation, Party, Seat
from commongrid.work.mediation.models.work import Clause, Evidence, Referral, Sitting

__all__ = [
    "Agreement", "Body", "Clause", "Evidence", "Mediation", "Mediator", "Party", "Referral", "Seat", "Signature", "Sitting",
]  # fmt: skip
