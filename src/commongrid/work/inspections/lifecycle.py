"""The life of a campaign as one table: drafting → laying out → running ⇄ paused → ended or stopped."""

from __future__ import annotations

from commongrid.base import tables
from commongrid.base.tables import Words
from commongrid.base.verdicts import Verdict
from commongrid.work.inspections.terms import NOT_OVER, CampaignState

Act = tables.Act[CampaignState]
WORDS = Words("inspections.in_state", "inspections.not_in_state", "campaign_act", "campaign_state")

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
    return tables.decide(act, state, WORDS)
