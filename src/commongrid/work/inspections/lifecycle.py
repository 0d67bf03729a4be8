"""The life of a campaign as one table: drafting → laying out → running ⇄ paused → ended or stopped."""

from __future__ import annotations

from dataclasses import dataclass

from commongrid.base.verdicts import Verdict, Why
from commongrid.work.inspections.terms import NOT_OVER, CampaignState


@dataclass(frozen=True, slots=True)
class Act:
    """An act that is not in the table does not exist; a state not named in `sources` refuses it."""

    name: str
    kind: str
    sources: tuple[CampaignState, ...]
    target: CampaignState

    def leads_to(self, state: CampaignState) -> CampaignState:
        return self.target


DRAFTING, LAYING_OUT, RUNNING = CampaignState.DRAFTING, CampaignState.LAYING_OUT, CampaignState.RUNNING
PAUSED, ENDED, STOPPED = CampaignState.PAUSED, CampaignState.ENDED, CampaignState.STOPPED

ACTS: dict[str, Act] = {
    act.name: act
    for act in (
        Act("begin", "campaign.begun", (DRAFTING,), LAYING_OUT),
        Act("laid_out", "campaign.laid_out", (LAYING_OUT,), RUNNING),
        Act("pause", "campaign.paused", (LAYING_OUT, RUNNING), PAUSED),
        Act("resume", "campaign.resumed", (PAUSED,), RUNNING),
        Act("resume_laying_out", "campaign.resumed", (PAUSED,), LAYING_OUT),
        Act("end", "campaign.ended", NOT_OVER, ENDED),
        Act("stop", "campaign.stopped", (DRAFTING, *NOT_OVER), STOPPED),
    )
}


def decide(act: Act, state: CampaignState) -> Verdict[bool]:
    """May this act happen in this state at all?"""
    facts = {"campaign_act": act.name, "campaign_state": str(state)}
    key = "inspections.in_state" if state in act.sources else "inspections.not_in_state"
    return Verdict(state in act.sources, (Why(key, facts),))
