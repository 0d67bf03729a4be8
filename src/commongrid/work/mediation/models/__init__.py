"""Tables of mediation: bodies and mediators; a matter with its parties and seats; its sittings, evidence, terms and referrals."""

from commongrid.work.mediation.models.bodies import Body, Mediator
from commongrid.work.mediation.models.matters import Mediation, Party, Seat
from commongrid.work.mediation.models.work import Clause, Evidence, Referral, Sitting

__all__ = ["Body", "Clause", "Evidence", "Mediation", "Mediator", "Party", "Referral", "Seat", "Sitting"]
