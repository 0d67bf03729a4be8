"""当场办结: a grid worker reports, fixes and shows before and after, in one go."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Refused
from commongrid.cases import acts as cases
from commongrid.cases.models import Case
from commongrid.intake import queries
from commongrid.intake.acts.core import carry_out
from commongrid.intake.acts.receiving import Draft, receive
from commongrid.intake.lifecycle import ACTS
from commongrid.registry.matters import queries as matters
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
        if not report.area:
            raise Refused("intake.not_located")
        opening = cases.Opening(
            item=item,
            row=matters.row_for(item.code, answers=draft.answers).answer,
            title=queries.title_for(report, item),
            area=report.area,
            division_id=report.division_id or "",
            grid_id=report.grid_id,
            centre=report.centre,
            channel=report.channel,
            letters=report.number[:2],
            lon=report.lon,
            lat=report.lat,
            cell=queries.cell(report.lon, report.lat),
            address=report.address,
            words=queries.words_to_find(report, item),
        )
        case = cases.settle(opening, unit, by=by, at=at, why=why, case_id=uuid7(at))
        told = {"case": str(case.pk), "case_number": case.number, "matter": item.matter_id}
        settled = {"case": case.pk, "matter": item.matter_id, "due_at": None, "soon_at": None}
        carry_out(report, ACTS["admit"], settled, by=by, at=at, data=told)
        return case
