"""What may be done to a mediation; `lifecycle.py` says when."""

from commongrid.work.mediation.acts.agreeing import countersign, seal, sign, sign_on_paper
from commongrid.work.mediation.acts.beginning import accept, apply, decline, give_away, offer
from commongrid.work.mediation.acts.consenting import choose, consent, refuse, represent, withdraw
from commongrid.work.mediation.acts.drawing_up import draw_up, note_oral
from commongrid.work.mediation.acts.ending import agree, answer_referral, come_back, fail, refer, set_terms
from commongrid.work.mediation.acts.evidence import add_evidence, withdraw_evidence
from commongrid.work.mediation.acts.keeping import (
    Mediations,
    let_go,
    remind,
    report_back,
    set_body,
    set_mediator,
)
from commongrid.work.mediation.acts.seating import draw, leave_seat, seat, seat_chosen, take_seat
from commongrid.work.mediation.acts.sitting import cancel, hold, reschedule, schedule
from commongrid.work.mediation.acts.timing import extend, pause, resume

__all__ = [
    "Mediations", "accept", "add_evidence", "agree", "answer_referral", "apply", "cancel", "choose", "come_back",
    "consent", "countersign", "decline", "draw", "draw_up", "extend", "fail", "give_away", "hold", "leave_seat", "let_go", "note_oral", "offer", "pause", "refer",
    "refuse", "remind", "report_back", "represent", "reschedule", "resume", "schedule", "seal", "seat", "seat_chosen",
    "set_body", "set_mediator", "set_terms", "sign", "sign_on_paper", "take_seat", "withdraw", "withdraw_evidence",
]  # fmt: skip
