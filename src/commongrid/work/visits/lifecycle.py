"""The life of a visiting day as one table: planned → announced → held → over, or called off."""

from __future__ import annotations

from commongrid.base import tables
from commongrid.base.tables import Words
from commongrid.base.verdicts import Verdict
from commongrid.work.visits.terms import State

Act = tables.Act[State]
"""`ability` "anybody": a resident registers before the day."""
WORDS = Words("visits.in_state", "visits.not_in_state", "visit_act", "visit_state")

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
    return tables.decide(act, state, WORDS)


def possible(state: State) -> tuple[str, ...]:
    """The acts that are possible in a state, in the order of the table."""
    return tables.possible(ACTS.values(), state)
