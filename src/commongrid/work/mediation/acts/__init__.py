"""What may be done to a mediation; `lifecycle.py` says when."""

from commongrid.work.mediation.acts.agreeing import countersign, seal, sign, sign_on_paper
from commongrid.work.mediation.acts.applying import draft, withdraw_application
from commongrid.work.mediation.acts.beginning import accept, apply, decline, give_away, offer
from commongrid.work.mediation.acts.consenting import choose, consent, refuse, represent, withdraw
from commongrid.work.mediation.acts.courts import set_court, set_courts
from commongrid.work.mediation.acts.defaulting import draw_enforcement, watch
from commongrid.work.mediation.acts.drawing_up import draw_up, note_oral
from commongrid.work.mediation.acts.ending import agree, answer_referral, come_back, fail, refer, set_terms
from commongrid.work.mediation.acts.evidence import add_evidence, withdraw_evidence
from commongrid.work.mediation.acts.joining import join, join_on_paper
from commongrid.work.mediation.acts.judging import (
    answer_judge,
    ask_party,
    hand_on,
    hear,
    put_off,
    set_slot,
    take_on,
    tick,
)
from commongrid.work.mediation.acts.keeping import (
    Mediations,
    let_go,
    remind,
    report_back,
    set_body,
    set_mediator,
)
from commongrid.work.mediation.acts.performing import (
    confirm_paid,
    deny_paid,
    say_paid,
)
from commongrid.work.mediation.acts.ruling import (
    confirm,
    hand_over,
    open_ruling,
    refuse_application,
    reject,
    want_paper,
)
from commongrid.work.mediation.acts.seating import draw, leave_seat, seat, seat_chosen, take_seat
from commongrid.work.mediation.acts.sitting import cancel, hold, reschedule, schedule
from commongrid.work.mediation.acts.timing import extend, pause, resume

__all__ = [
    "Mediations", "accept", "add_evidence", "agree", "answer_judge", "answer_referral", "apply", "ask_party", "cancel",
    "choose", "come_back", "confirm", "confirm_paid", "consent", "countersign", "decline", "deny_paid", "draft", "draw",
    "draw_enforcement", "draw_up", "extend", "fail", "give_away", "hand_on", "hand_over", "hear", "hold", "join",
    "join_on_paper", "leave_seat", "let_go", "note_oral", "offer", "open_ruling", "pause", "put_off", "refer", "refuse",
    "refuse_application", "reject", "remind", "report_back", "represent", "reschedule", "resume", "say_paid",
    "schedule", "seal", "seat", "seat_chosen", "set_body", "set_court", "set_courts", "set_mediator", "set_slot", "set_terms", "sign",
    "sign_on_paper", "take_on", "take_seat", "tick", "want_paper", "watch", "withdraw", "withdraw_application",
    "withdraw_evidence",
]  # fmt: skip
