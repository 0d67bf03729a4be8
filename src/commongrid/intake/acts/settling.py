"""当场办结: a grid worker reports, fixes and shows before and after, in one go."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused
from commongrid.cases.models import Case
from commongrid.intake.acts import admitting
from commongrid.intake.acts.drafts import Draft
from commongrid.intake.acts.receiving import receive
from commongrid.registry.matters.terms import Item
from commongrid.registry.units.models import Unit


def settle_on_the_spot(
    draft: Draft, item: Item, unit: Unit, *, before: int, after: int, by: Actor, at: datetime, why: str
) -> Case:
    """One act for the grid worker: a report and a case that is closed at once. Needs a photo before and one after.

    `before` and `after` are counts of photos stored under the report. Sending it twice gives the first case.
    """
    if before < 1 or after < 1:
        raise Refused("intake.before_and_after")
    with transaction.atomic():
        receipt = receive(draft, by=by, at=at)
        report = receipt.report
        if not receipt.is_new and report.case is not None:
            return report.case
        return admitting.settle(report, item, unit, by=by, at=at, why=why)
