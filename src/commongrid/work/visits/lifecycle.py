"""The life of a visiting day as one table: planned → announced → held → over, or called off."""

from __future__ import annotations

from dataclasses import dataclass

from commongrid.base.verdicts import Verdict, Why
from commongrid.work.visits.terms import State


@dataclass(frozen=True, slots=True)
class Act:
    """`target` None: the state stays. `ability` "anybody": a resident registers before the day."""

    name: str
    kind: str
    ability: str
    sources: tuple[State, ...]
    target: State | None = None

    def leads_to(self, state: State) -> State:
        return self.target or state


PLANNED, ANNOUNCED, HELD = State.PLANNED, State.ANNOUNCED, State.HELD
PLAN, TAKE, ANYBODY = "visits.plan", "visits.take", "anybody"

ACTS: dict[str, Act] = {
    act.name: act
    for act in (
        Act("change", "visit.changed", PLAN, (PLANNED, ANNOUNCED)),
        Act("announce", "visit.announced", PLAN, (PLANNED,), ANNOUNCED),
        Act("begin", "visit.begun", TAKE, (ANNOUNCED,), HELD),
        Act("end", "visit.over", TAKE, (HELD,), State.OVER),
        Act("call_off", "visit.called_off", PLAN, (PLANNED, ANNOUNCED), State.CALLED_OFF),
        Act("register", "visit.registered", ANYBODY, (ANNOUNCED,)),
        Act("walk_in", "visit.registered", TAKE, (HELD,)),
    )
}


def decide(act: Act, state: State) -> Verdict[bool]:
    """May this act happen in this state at all?"""
    facts = {"visit_act": act.name, "visit_state": str(state)}
    key = "visits.in_state" if state in act.sources else "visits.not_in_state"
    return Verdict(state in act.sources, (Why(key, facts),))


def possible(state: State) -> tuple[str, ...]:
    """The acts that are possible in a state, in the order of the table."""
    return tuple(act.name for act in ACTS.values() if state in act.sources)
