"""Laying out a campaign: its places are written down in batches, each one transaction that says how far it came."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from commongrid.base.access.terms import SYSTEM
from commongrid.registry.premises import queries as premises
from commongrid.work.inspections.acts.campaigns import move
from commongrid.work.inspections.lifecycle import ACTS
from commongrid.work.inspections.models import Campaign
from commongrid.work.inspections.terms import CampaignState

BATCH = 5_000
LAY = """
with picked as ({picked}),
laid as (
  insert into inspections_item (campaign_id, premises_id, area, code)
  select %s, id, area, code from picked order by area, code
  on conflict (premises_id, campaign_id) do nothing
  returning 1
)
select (select count(*) from picked), (select count(*) from laid),
       (select area || '~' || code from picked order by area desc, code desc limit 1)
"""


def lay_batch(campaign_id: UUID, *, at: datetime, most: int = BATCH) -> bool:
    """Write down the next places of a campaign; is there more to do? A place that stands already is passed over.

    A campaign that is paused or stopped is left as it is; one that is through begins to run. A batch that was undone
    is done again from where the one before it ended.
    """
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).filter(pk=campaign_id).first()
        if campaign is None or campaign.state != CampaignState.LAYING_OUT:
            return False
        kind, area, code = _begun(campaign)
        picked, laid, last = _lay(campaign, kind, (area, code), most)
        campaign.laid += laid
        campaign.laid_to = f"{kind}~{last}" if picked == most else _next(campaign, kind)
        Campaign.objects.filter(pk=campaign.pk).update(laid=campaign.laid, laid_to=campaign.laid_to)
        if campaign.laid_to:
            return True
        told = {"places": campaign.laid}
        move(campaign, ACTS["laid_out"], {"laid_at": at}, told, by=SYSTEM, at=max(at, campaign.moved_at))
    _look_again()
    return False


def _begun(campaign: Campaign) -> tuple[str, str, str]:
    kind, _tilde, rest = (campaign.laid_to or f"{min(campaign.kinds)}~~").partition("~")
    area, _tilde, code = rest.partition("~")
    return kind, area, code


def _next(campaign: Campaign, kind: str) -> str:
    """The beginning of the next kind; "" when this was the last."""
    later = [each for each in sorted(campaign.kinds) if each > kind]
    return f"{later[0]}~~" if later else ""


def _lay(campaign: Campaign, kind: str, after: tuple[str, str], most: int) -> tuple[int, int, str]:
    rows = premises.walked(campaign.area, kind, campaign.words, after).values("id", "area", "code")
    picked, values = rows[:most].query.sql_with_params()
    with connection.cursor() as db:
        db.execute(LAY.format(picked=picked), [*values, campaign.pk])
        return db.fetchone()  # type: ignore[no-any-return]


def _look_again() -> None:
    """So many new rows change what the planner should expect."""
    with connection.cursor() as db:
        db.execute("analyze inspections_item, inspections_progress")
