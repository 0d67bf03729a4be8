"""The life of an assessment as one table: draft → submitted → graded → (appealed →) final, or dropped."""

from __future__ import annotations

from dataclasses import dataclass

from commongrid.base.verdicts import Verdict, Why
from commongrid.work.centres.terms import State


@dataclass(frozen=True, slots=True)
class Act:
    """`target` None: the state stays."""

    name: str
    kind: str
    ability: str
    sources: tuple[State, ...]
    target: State | None = None

    def leads_to(self, state: State) -> State:
        return self.target or state


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
    facts = {"centre_act": act.name, "centre_state": str(state)}
    key = "centres.in_state" if state in act.sources else "centres.not_in_state"
    return Verdict(state in act.sources, (Why(key, facts),))


def possible(state: State) -> tuple[str, ...]:
    """The acts that are possible in a state, in the order of the table."""
    return tuple(act.name for act in ACTS.values() if state in act.sources)
