"""Tables of mediation: bodies and mediators; a matter with its parties and seats; its sittings, evidence, terms, referrals and agreement;
courts, applications for confirmation and their service; what is to be performed."""

from commongrid.work.mediation.models.agreement import Agreement, Signature
from commongrid.work.mediation.models.bodies import Body, Mediator
from commongrid.work.mediation.models.confirmation import Confirmation, Court
from commongrid.work.mediation.models.matters import Mediation, Party, Seat
from commongrid.work.mediation.models.performance import Instalment
from commongrid.work.mediation.models.receipts import Delivery, Joined, Question
from commongrid.work.mediation.models.work import Clause, Evidence, Referral, Sitting

__all__ = [
    "Agreement", "Body", "Clause", "Confirmation", "Court", "Delivery", "Evidence", "Instalment", "Joined", "Mediation", "Mediator",
    "Party", "Question", "Referral", "Seat", "Signature", "Sitting",
]  # fmt: skip
