"""The life of a campaign as one table: drafting → laying out → running ⇄ paused → ended or stopped."""

from __future__ import annotations

from dataclasses import dataclass

from commongrid.base.verdicts import Verdict, Why
from commongrid.work.inspections.terms import NOT_OVER, CampaignState


@dataclass(frozen=True, slots=True)
class Act:
    """An act that is not in the table does not exist; a state not named in `sources` refuses it. Without a target it stays."""

    name: str
    kind: str
    ability: str
    sources: tuple[CampaignState, ...]
    target: CampaignState | None
    key: str = ""

    def leads_to(self, state: CampaignState) -> CampaignState:
        return self.target or state


DRAFTING, LAYING_OUT, RUNNING = CampaignState.DRAFTING, CampaignState.LAYING_OUT, CampaignState.RUNNING
PAUSED, ENDED, STOPPED = CampaignState.PAUSED, CampaignState.ENDED, CampaignState.STOPPED

RUN = "campaigns.run"
"""What a person needs for it; the system needs nothing."""

ACTS: dict[str, Act] = {
    act.name: act
    for act in (
        Act("change", "campaign.changed", RUN, (DRAFTING,), None),
        Act("begin", "campaign.begun", RUN, (DRAFTING,), LAYING_OUT),
        Act("laid_out", "campaign.laid_out", RUN, (LAYING_OUT,), RUNNING),
        Act("pause", "campaign.paused", RUN, (LAYING_OUT, RUNNING), PAUSED),
        Act("resume", "campaign.resumed", RUN, (PAUSED,), RUNNING),
        Act("resume_laying_out", "campaign.resumed", RUN, (PAUSED,), LAYING_OUT),
        Act("extend", "campaign.extended", RUN, NOT_OVER, None),
        Act("end", "campaign.ended", RUN, NOT_OVER, ENDED),
        Act("stop", "campaign.stopped", RUN, (DRAFTING, *NOT_OVER), STOPPED),
    )
}


def decide(act: Act, state: CampaignState) -> Verdict[bool]:
    """May this act happen in this state at all?"""
    facts = {"campaign_act": act.name, "campaign_state": str(state)}
    key = "inspections.in_state" if state in act.sources else "inspections.not_in_state"
    return Verdict(state in act.sources, (Why(key, facts),))
