"""The life of an assessment as one table: draft → submitted → graded → (appealed →) final, or dropped."""

from __future__ import annotations

from commongrid.base import tables
from commongrid.base.tables import Words
from commongrid.base.verdicts import Verdict
from commongrid.work.centres.terms import State

Act = tables.Act[State]
WORDS = Words("centres.in_state", "centres.not_in_state", "centre_act", "centre_state")

ASSESS, REVIEW, APPEAL = "centres.assess", "centres.review", "centres.decide_appeal"

ACTS: dict[str, Act] = {
    act.name: act
    for act in (
        Act("fill", "centre.filled", ASSESS, (State.DRAFT,)),
        Act("submit", "centre.submitted", ASSESS, (State.DRAFT,), State.SUBMITTED),
        Act("drop", "centre.dropped", ASSESS, (State.DRAFT,), State.DROPPED),
        Act("give_back", "centre.returned", REVIEW, (State.SUBMITTED,), State.DRAFT),
        Act("grade", "centre.graded", REVIEW, (State.SUBMITTED,), State.GRADED),
        Act("appeal", "centre.appealed", ASSESS, (State.GRADED,), State.APPEALED),
        Act("answer_appeal", "centre.appeal_answered", APPEAL, (State.APPEALED,), State.FINAL),
    )
}


def decide(act: Act, state: State) -> Verdict[bool]:
    """May this act happen in this state at all?"""
    return tables.decide(act, state, WORDS)


def possible(state: State) -> tuple[str, ...]:
    """The acts that are possible in a state, in the order of the table."""
    return tables.possible(ACTS.values(), state)
