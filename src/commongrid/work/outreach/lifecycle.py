"""The life of a request as one table: asked → offered → agreed → done, or an end with its reason."""

from __future__ import annotations

from commongrid.base import tables
from commongrid.base.tables import Words
from commongrid.base.verdicts import Verdict
from commongrid.work.outreach.terms import State

Act = tables.Act[State]
WORDS = Words("outreach.in_state", "outreach.not_in_state", "outreach_act", "outreach_state")

ASK, ANSWER = "outreach.ask", "outreach.answer"
ACTS: dict[str, Act] = {
    act.name: act
    for act in (
        Act("accept", "outreach.agreed", ANSWER, (State.ASKED,), State.AGREED),
        Act("offer", "outreach.offered", ANSWER, (State.ASKED, State.OFFERED), State.OFFERED),
        Act("decline", "outreach.declined", ANSWER, (State.ASKED, State.OFFERED), State.DECLINED),
        Act("take", "outreach.agreed", ASK, (State.OFFERED,), State.AGREED),
        Act("withdraw", "outreach.withdrawn", ASK, (State.ASKED, State.OFFERED), State.WITHDRAWN),
        Act("call_off", "outreach.called_off", ANSWER, (State.AGREED,), State.CALLED_OFF),
        Act("finish", "outreach.done", ANSWER, (State.AGREED,), State.DONE),
        Act("rate", "outreach.rated", ASK, (State.DONE,)),
    )
}


def decide(act: Act, state: State) -> Verdict[bool]:
    """May this act happen in this state at all?"""
    return tables.decide(act, state, WORDS)
