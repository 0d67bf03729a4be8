"""What a dispatching decision is made from."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Q

from commongrid.base.verdicts import Verdict
from commongrid.cases.models import IS_OPEN, Assignment, Case
from commongrid.intake import queries as intake
from commongrid.registry.matters import queries as matters
from commongrid.registry.places import queries as places
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Unit
from commongrid.work.dispatch import rules
from commongrid.work.dispatch.models import Proposal, Rule
from commongrid.work.dispatch.terms import Asked, Candidate, Choice

A_YEAR = timedelta(days=365)


def who_handles(case: Case, at: datetime) -> Verdict[Choice]:
    """The verdict for one case, from the catalogue, the rules, the units there and the past year."""
    item = matters.edition_kept(case.edition_id)
    row = next((row for row in item.rows if row.id == case.row_id), item.rows[0])
    path = intake.path_of(case.area)
    department = matters.departments().get(row.department)
    ruled = ruled_unit(item.code, case.area)
    found = {unit.pk: unit for unit in units.units_for(row.department, path)}
    if ruled:
        found[ruled.pk] = ruled
    last = units.last_resort(path)
    past = _past_year(case, at)
    asked = Asked(
        department=row.department,
        department_name=department.name_zh if department else row.department,
        level=str(row.level),
        kind=str(item.kind),
        matter_name=item.name_zh,
        place_name=places.atlas().divisions[path[-1]].name if path else case.area,
        send_backs=case.send_backs,
        similar=sum(handled + sent for handled, sent in past.values()),
        sent_back_by=tuple(_sent_back_by(case)),
        last_unit_id=_last_unit(case),
    )
    loads = _loads([*found])
    candidates = [_candidate(unit, loads, past, ruled) for unit in found.values()]
    return rules.who_handles(asked, candidates, _candidate(last, {}, past, None) if last else None)


def is_proposed(case: Case, *, since: int) -> bool:
    """Was a proposal made for the case at this entry of its journal or a later one (unique index on case)?"""
    return Proposal.objects.filter(case=case, seq__gte=since).exists()


def _candidate(
    unit: Unit, loads: dict[int, int], past: dict[int, tuple[int, int]], ruled: Unit | None
) -> Candidate:
    handled, sent_back = past.get(unit.pk, (0, 0))
    return Candidate(
        unit_id=unit.pk,
        name=unit.name_zh,
        level=unit.level,
        reach=len(unit.division_id),
        load=loads.get(unit.pk, 0),
        handled=handled,
        sent_back=sent_back,
        by_rule=ruled is not None and unit.pk == ruled.pk,
    )


def ruled_unit(matter_code: str, area: str) -> Unit | None:
    """The unit the city's own rules name; the longest area, then the longest matter code wins (a small table)."""
    fitting = [
        rule
        for rule in Rule.objects.filter(ended_at=None, unit__active=True).select_related("unit")
        if matter_code.startswith(rule.matter) and area.startswith(rule.area)
    ]
    best = max(fitting, key=lambda rule: (len(rule.area), len(rule.matter)), default=None)
    return best.unit if best else None


def _loads(unit_ids: list[int]) -> dict[int, int]:
    """Open cases by lead unit (index cases_case_unit_queue)."""
    counted = (
        Case.objects.filter(IS_OPEN, lead_unit__in=unit_ids).values("lead_unit").annotate(open=Count("pk"))
    )
    return {row["lead_unit"]: row["open"] for row in counted}


def _past_year(case: Case, at: datetime) -> dict[int, tuple[int, int]]:
    """Per unit: cases of this matter in this town closed and sent back within a year (index cases_case_matter)."""
    parts = Assignment.objects.filter(
        is_lead=True,
        case__matter=case.matter_id,
        case__opened_at__gte=at - A_YEAR,
        case__area__startswith=case.area[:9],
    ).exclude(case=case.pk)
    counted = parts.values("unit").annotate(
        closed=Count("pk", filter=Q(ended_why="closed")), back=Count("pk", filter=Q(ended_why="sent_back"))
    )
    return {row["unit"]: (row["closed"], row["back"]) for row in counted}


def _sent_back_by(case: Case) -> list[int]:
    if not case.sent_back_times:
        return []
    sent = case.assignments.filter(ended_why="sent_back", round=case.round)
    return list(sent.values_list("unit", flat=True))


def _last_unit(case: Case) -> int | None:
    """Who closed the round before, when this one was reopened."""
    if case.round == 1:
        return None
    before = case.assignments.filter(round=case.round - 1, is_lead=True, ended_why="closed")
    return before.values_list("unit", flat=True).first()
