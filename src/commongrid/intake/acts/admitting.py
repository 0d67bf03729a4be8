"""A report becomes a case, or joins the one that is already on its way. Only here are cases opened."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Refused, Why
from commongrid.cases import acts as cases
from commongrid.cases import search
from commongrid.cases.models import Case
from commongrid.intake import grants, queries
from commongrid.intake.acts.core import carry_out, check
from commongrid.intake.lifecycle import ACTS
from commongrid.intake.models import Report
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Criterion, Item
from commongrid.registry.units.models import Unit


def admit(
    report: Report,
    item: Item,
    *,
    by: Actor,
    at: datetime,
    why: tuple[Why, ...] = (),
    row: int | None = None,
    title: str = "",
    fixed: dict[str, str] | None = None,
    without_limits: bool = False,
) -> Case:
    """立案: the report becomes a case of this matter. `row`: the criterion chosen, else the answers decide.

    `fixed` and `without_limits` are for matters whose deadline was set elsewhere or that have none.
    """
    check(report, ACTS["admit"], by=by, at=at)
    chosen = matters.row_for(item.code, chosen=row, answers=report.answers)
    opening = _opening(report, item, None if without_limits else chosen.answer, title, fixed or {})
    opener = grants.deciding(by, "cases.open")
    with transaction.atomic():
        case = cases.open_case(opening, by=opener, at=at, why=(*why, *chosen.why), case_id=uuid7(at))
        _file(report, case, by=by, at=at, why=why)
    return case


def settle(
    report: Report, item: Item, unit: Unit, *, by: Actor, at: datetime, why: str | tuple[Why, ...]
) -> Case:
    """The report becomes a case that is closed at once, settled by the one who acts; `why`: their words, or reasons."""
    check(report, ACTS["admit"], by=grants.deciding(by, "reports.admit"), at=at)
    chosen = matters.row_for(item.code, answers=report.answers).answer
    with transaction.atomic():
        opening = _opening(report, item, chosen, "", {})
        case = cases.settle(opening, unit, by=by, at=at, why=why, case_id=uuid7(at))
        _file(report, case, by=by, at=at, why=())
    return case


def _opening(
    report: Report, item: Item, row: Criterion | None, title: str, fixed: dict[str, str]
) -> cases.Opening[Unit]:
    if not report.area:
        raise Refused("intake.not_located")
    return cases.Opening(
        item=item,
        row=row,
        title=title or queries.title_for(report, item),
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
        words=search.of_matter(item),
        fixed=fixed,
    )


def _file(report: Report, case: Case, *, by: Actor, at: datetime, why: tuple[Why, ...]) -> None:
    told: dict[str, Any] = {"case": str(case.pk), "case_number": case.number, "matter": case.matter_id}
    settled = {"case": case.pk, "matter": case.matter_id, "due_at": None, "soon_at": None}
    carry_out(report, ACTS["admit"], settled, by=by, at=at, data=told, why=why)


def follow(report: Report, case: Case, *, by: Actor, at: datetime, why: tuple[Why, ...] = ()) -> Report:
    """The same thing is already on its way: the reporter follows that case and counts."""
    act = ACTS["follow"]
    check(report, act, by=by, at=at)
    with transaction.atomic():
        cases.join(
            case, by=grants.deciding(by, "cases.join"), at=at, report=str(report.pk), channel=report.channel
        )
        told = {"case": str(case.pk), "case_number": case.number}
        return carry_out(
            report, act, {"case": case.pk, "due_at": None, "soon_at": None}, by=by, at=at, data=told, why=why
        )
