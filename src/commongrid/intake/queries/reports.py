"""Reads of reports, of what stands behind a case, and of open cases a report may be about."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from commongrid.base import reads
from commongrid.base.journal import queries as history
from commongrid.cases import numbers
from commongrid.cases.models import IS_OPEN, Case
from commongrid.intake import rules
from commongrid.intake.models import Report
from commongrid.intake.terms import OPEN
from commongrid.registry.matters.terms import Item

_BY_KEY = reads.Read[Report](
    lambda channel, key: Report.objects.select_related("case").filter(channel=channel, source_key=key),
    "c",
    "k",
)


def by_key(channel: str, key: str) -> Report | None:
    """The report a device sent before under this key (unique constraint intake_report_once)."""
    return _BY_KEY.first(channel, key)


def by_number(number: str, code: str) -> Report | None:
    """A report by its number and the code its reporter was given; None when either is wrong."""
    report = for_reading().filter(number=numbers.clean(number)).first()
    if report is None:
        return None
    return (
        report
        if hmac.compare_digest(bytes(report.code_hash), rules.code_hash(report.pk, numbers.clean(code)))
        else None
    )


def for_reading() -> QuerySet[Report]:
    """Reports with what every page of theirs shows, in one query; boundaries and clocks are long and shown nowhere."""
    related = ("case", "case__lead_unit", "matter", "centre", "division", "grid")
    return Report.objects.select_related(*related).defer(
        "grid__geometry", "division__geometry", "case__search", "case__head"
    )


def numbered(found: Sequence[str], account_id: int | None) -> list[Report]:
    """Of reports by number those somebody of the staff brought in, in the order given (unique index of the number)."""
    if not found or account_id is None:
        return []
    rows = {one.number: one for one in for_reading().filter(number__in=found, reported_by_id=account_id)}
    return [rows[number] for number in found if number in rows]


def of_person(person_id: UUID) -> QuerySet[Report]:
    """A resident's own reports, the newest first (index intake_report_person)."""
    return for_reading().filter(person=person_id).order_by("-received_at", "-id")


def reports_behind(case: Case) -> QuerySet[Report]:
    """Every report that stands behind a case, those of cases merged into it too (index intake_report_case)."""
    these = Case.objects.filter(Q(pk=case.pk) | Q(merged_into=case)).values("pk")
    return Report.objects.filter(case__in=these).order_by("received_at", "id")


def waiting() -> QuerySet[Report]:
    """Reports nobody has decided about (index intake_report_queue)."""
    return for_reading().filter(status__in=[status.value for status in OPEN])


def _open_since(since: datetime) -> QuerySet[Case]:
    found = Case.objects.filter(IS_OPEN, opened_at__gte=since).defer("clock", "search", "head")
    return found.order_by("-opened_at")


def _with_related(cases: QuerySet[Case]) -> QuerySet[Case]:
    related = ("lead_unit", "matter", "grid", "division")
    return cases.select_related(*related).defer(
        "clock", "search", "head", "grid__geometry", "division__geometry"
    )


MOST_NEAR = 40


def in_cells(cells: Sequence[int], since: datetime) -> QuerySet[Case]:
    """Open cases in H3 cells, the newest first (index cases_case_near)."""
    return _open_since(since).filter(cell__among=cells)[:MOST_NEAR]


_ANCIENT = datetime.min.replace(tzinfo=UTC)
_COMPARED = (
    "number", "status", "title", "edition", "area", "lon", "lat", "opened_at", "due_at", "reporters",
    "lead_unit", "centre", "grid", "division", "is_public", "confidential",
)  # fmt: skip
"""What a comparison reads of a case, and what a resident is told of the one that is found."""
_BARE = reads.Read[Case](
    lambda cells, since: in_cells(cells, since).defer(None).only(*_COMPARED), [0], _ANCIENT
)
_NEAR = reads.Read[Case](lambda cells, since: _with_related(in_cells(cells, since)), [0], _ANCIENT)


def open_cases_near(
    cells: Iterable[int],
    area: str,
    *,
    since: datetime,
    limit: int = MOST_NEAR,
    is_bare: bool = False,
) -> Sequence[Case]:
    """Open cases that a report here might be about (index cases_case_near, without cells cases_case_area).

    `is_bare`: only to be compared: the columns for that, without the unit, matter, grid and division that a row shows.
    """
    near = list(cells)
    if near and limit <= MOST_NEAR:
        return (_BARE if is_bare else _NEAR).rows(near, since)[:limit]
    found = _with_related(_open_since(since))
    if near:
        return list(found.filter(cell__in=near)[:limit])
    return list(found.filter(area__startswith=area[:12])[:limit]) if area else []


def twins_since(at: datetime, days: int = 60) -> datetime:
    """How far back a twin may have been opened."""
    return at - timedelta(days=days)


def title_for(report: Report, item: Item) -> str:
    """A case's title: where and what, in the city's own language."""
    where = (
        report.address
        or (report.grid.name if report.grid else "")
        or (report.division.name if report.division else "")
    )
    return f"{where}{item.name_zh}"[:120]


def declined_by(report: Report) -> int | None:
    """The account that declined a report (index journal_entry_subject)."""
    told = [entry for entry in history.history("report", str(report.pk)) if entry.kind == "report.declined"]
    return told[-1].actor.get("account") if told else None
