"""The life of a mediation as one table: applied → offered → accepted → sitting ⇄ paused → agreed or one of four other ends."""

from __future__ import annotations

from commongrid.base import tables
from commongrid.base.tables import Words
from commongrid.base.verdicts import Verdict
from commongrid.work.mediation.terms import OPEN, State

Act = tables.Act[State]
"""`ability` "party": only a party, by what they have proven, may."""
WORDS = Words("mediation.in_state", "mediation.not_in_state", "mediation_act", "mediation_state")

APPLIED, OFFERED, ACCEPTED, SITTING = State.APPLIED, State.OFFERED, State.ACCEPTED, State.SITTING
PAUSED, AGREED, FAILED, WITHDRAWN = State.PAUSED, State.AGREED, State.FAILED, State.WITHDRAWN
REFERRED, DECLINED = State.REFERRED, State.DECLINED
RUN, DECIDE, PARTY = "mediation.run", "mediation.decide", "party"
AT_WORK = (ACCEPTED, SITTING)

ACTS: dict[str, Act] = {
    act.name: act
    for act in (
        Act("offer", "mediation.offered", DECIDE, (APPLIED,), OFFERED),
        Act("consent", "mediation.consented", PARTY, (APPLIED, OFFERED)),
        Act("choose", "mediation.chosen", PARTY, (APPLIED, OFFERED, ACCEPTED)),
        Act("represent", "mediation.represented", PARTY, OPEN),
        Act("decline", "mediation.declined", DECIDE, (APPLIED, OFFERED), DECLINED),
        Act("accept", "mediation.accepted", DECIDE, (OFFERED,), ACCEPTED),
        Act("seat", "mediation.seated", DECIDE, (OFFERED, *AT_WORK, PAUSED)),
        Act("take_seat", "mediation.seat_taken", RUN, (OFFERED, *AT_WORK, PAUSED)),
        Act("leave_seat", "mediation.seat_left", RUN, (OFFERED, *AT_WORK, PAUSED)),
        Act("schedule", "mediation.scheduled", RUN, AT_WORK),
        Act("reschedule", "mediation.rescheduled", RUN, AT_WORK),
        Act("cancel", "mediation.cancelled", RUN, (*AT_WORK, PAUSED)),
        Act("hold", "mediation.held", RUN, AT_WORK, SITTING),
        Act("pause", "mediation.paused", RUN, AT_WORK, PAUSED),
        Act("resume", "mediation.resumed", RUN, (PAUSED,), SITTING),
        Act("extend", "mediation.extended", RUN, AT_WORK),
        Act("set_terms", "mediation.terms_set", RUN, (SITTING,)),
        Act("agree", "mediation.agreed", RUN, (SITTING,), AGREED),
        Act("draw_up", "mediation.drawn_up", RUN, (AGREED,)),
        Act("note_oral", "mediation.oral_noted", RUN, (AGREED,)),
        Act("sign", "mediation.signed", PARTY, (AGREED,)),
        Act("countersign", "mediation.countersigned", RUN, (AGREED,)),
        Act("seal", "mediation.sealed", RUN, (AGREED,)),
        Act("say_paid", "mediation.payment_said", PARTY, (AGREED,)),
        Act("confirm_paid", "mediation.payment_confirmed", PARTY, (AGREED,)),
        Act("deny_paid", "mediation.payment_denied", PARTY, (AGREED,)),
        Act("note_default", "mediation.defaulted", RUN, (AGREED,)),
        Act("draw_enforcement", "mediation.enforcement_drawn", PARTY, (AGREED,)),
        Act("fail", "mediation.failed", RUN, (OFFERED, *AT_WORK, PAUSED), FAILED),
        Act("stop", "mediation.stopped", PARTY, OPEN, FAILED),
        Act("withdraw", "mediation.withdrawn", PARTY, OPEN, WITHDRAWN),
        Act("refer", "mediation.referred", RUN, (*AT_WORK, PAUSED, FAILED), REFERRED),
        Act("answer_referral", "mediation.referral_answered", RUN, (REFERRED,)),
        Act("come_back", "mediation.came_back", RUN, (REFERRED,), ACCEPTED),
        Act("add_evidence", "mediation.evidence_added", PARTY, OPEN),
        Act("withdraw_evidence", "mediation.evidence_withdrawn", PARTY, OPEN),
    )
}


def decide(act: Act, state: State) -> Verdict[bool]:
    """May this act happen in this state at all?"""
    return tables.decide(act, state, WORDS)


def possible(state: State) -> tuple[str, ...]:
    """The acts that are possible in a state, in the order of the table."""
    return tables.possible(ACTS.values(), state)
