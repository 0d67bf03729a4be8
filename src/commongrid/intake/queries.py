"""Reads of reports: where a place belongs, what is already there, and what a reporter may see."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from uuid import UUID

import h3
from django.db.models import Q, QuerySet

from commongrid.base import reads
from commongrid.base.access.terms import EVERYTHING, Actor, Grant, Is
from commongrid.base.journal import queries as history
from commongrid.base.verdicts import Refused, Why
from commongrid.cases import numbers
from commongrid.cases.models import IS_OPEN, Case
from commongrid.intake import rules
from commongrid.intake.models import Report
from commongrid.intake.terms import OPEN
from commongrid.registry.matters.terms import Item
from commongrid.registry.places import queries as places
from commongrid.registry.units import queries as units

CELL_RESOLUTION = 10
OWN = ("reports.see", "reports.follow", "reports.withdraw", "reports.appeal", "reports.claim")
OWN_CASE = ("cases.rate", "cases.urge", "cases.reopen", "cases.comment", "cases.attach")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report belongs and which centre looks at it; `area` is "" when nobody knows where it is."""

    area: str
    division_id: str | None
    grid_id: int | None
    centre_id: int
    letters: str
    why: Why


def place(lon: float | None, lat: float | None, area: str = "") -> Place:
    """From a position, else from an area code somebody chose, else unknown: then the city's centre asks.

    Raises Refused("intake.outside_city") for a position outside, naming how far.
    """
    if lon is not None and lat is not None:
        located = places.locate(lon, lat)
        if not located.area_code and not area:
            raise Refused("intake.outside_city", **located.why.facts)
        if located.area_code:
            grid = located.dedicated_grid_id or located.grid_id
            return _place(located.area_code, located.path, grid, located.why)
    if area:
        path = path_of(area)
        if not path:
            raise Refused("intake.unknown_area", area=area)
        return _place(area, path, None, Why("intake.area_chosen", {"area": area}))
    city = places.city()
    return _place("", (city.code,) if city else (), None, Why("intake.no_place"))


def path_of(area: str) -> tuple[str, ...]:
    """Division codes from the top down for an area code, a grid's included; no query."""
    return places.path(area)


@lru_cache(maxsize=4096)
def _letters(path: tuple[str, ...], version: str) -> str:
    """The two letters case numbers of a place begin with: its own, else those of the division above (primary keys)."""
    found = [one.number_letters for one in places.path_of(path[-1]) if one.number_letters] if path else []
    return found[-1] if found else ""


def _place(area: str, path: tuple[str, ...], grid_id: int | None, why: Why) -> Place:
    centre_id = units.centre_id_for(path)
    if centre_id is None:
        raise Refused("intake.no_centre", area=area)
    return Place(
        area, path[-1] if area else None, grid_id, centre_id, _letters(path, places.atlas().version), why
    )


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
    """Reports with what every page of theirs shows, in one query."""
    return Report.objects.select_related("case", "case__lead_unit", "matter", "centre", "division", "grid")


def of_person(person_id: UUID) -> QuerySet[Report]:
    """A resident's own reports, the newest first (index intake_report_person)."""
    return for_reading().filter(person=person_id).order_by("-received_at", "-id")


def reporter(person_id: UUID | None = None, reports: Iterable[Report] = ()) -> Actor:
    """The resident as an actor: may report, and act on what is theirs and on the cases behind it."""
    grants = [Grant("reports.receive", EVERYTHING)]
    for report in reports:
        mine = Is("pk", report.pk)
        grants += [Grant(name, mine) for name in OWN]
        if report.case_id is not None:
            for case_id in filter(
                None, (report.case_id, report.case.merged_into_id if report.case else None)
            ):
                grants += [Grant(name, Is("pk", case_id)) for name in OWN_CASE]
    return Actor(
        kind="resident",
        role="resident",
        person_id=str(person_id) if person_id else None,
        grants=tuple(grants),
    )


def reports_behind(case: Case) -> QuerySet[Report]:
    """Every report that stands behind a case, those of cases merged into it too (index intake_report_case)."""
    return Report.objects.filter(Q(case=case) | Q(case__merged_into=case)).order_by("received_at", "id")


def waiting() -> QuerySet[Report]:
    """Reports nobody has decided about (index intake_report_queue)."""
    return for_reading().filter(status__in=[status.value for status in OPEN])


def _open_since(since: datetime) -> QuerySet[Case]:
    related = ("lead_unit", "matter", "grid", "division")
    found = Case.objects.filter(IS_OPEN, opened_at__gte=since).select_related(*related)
    return found.order_by("-opened_at")


MOST_NEAR = 40


def in_cells(cells: Sequence[int], since: datetime) -> QuerySet[Case]:
    """Open cases in H3 cells, the newest first (index cases_case_near)."""
    return _open_since(since).filter(cell__among=cells)[:MOST_NEAR]


_NEAR = reads.Read[Case](in_cells, [0], datetime.min.replace(tzinfo=UTC))


def open_cases_near(
    cells: Iterable[int], area: str, *, since: datetime, among: Q | None = None, limit: int = MOST_NEAR
) -> Sequence[Case]:
    """Open cases that a report here might be about (index cases_case_near, without cells cases_case_area)."""
    near = list(cells)
    if near and among is None and limit <= MOST_NEAR:
        return _NEAR.rows(near, since)[:limit]
    found = _open_since(since).filter(among or Q())
    if near:
        return list(found.filter(cell__in=near)[:limit])
    return list(found.filter(area__startswith=area[:12])[:limit]) if area else []


def twins_since(at: datetime, days: int = 60) -> datetime:
    """How far back a twin may have been opened."""
    return at - timedelta(days=days)


def cell(lon: float | None, lat: float | None) -> int | None:
    """The H3 cell of a position (resolution 10: about 76 m from centre to corner), as PostgreSQL keeps it."""
    if lon is None or lat is None:
        return None
    return int(h3.str_to_int(h3.latlng_to_cell(lat, lon, CELL_RESOLUTION)))


def cells_near(lon: float, lat: float, rings: int = 2) -> list[int]:
    """The cells around a position: with two rings everything within about 250 m and some beyond."""
    centre = h3.latlng_to_cell(lat, lon, CELL_RESOLUTION)
    return [int(h3.str_to_int(each)) for each in h3.grid_disk(centre, rings)]


def title_for(report: Report, item: Item) -> str:
    """A case's title: where and what, in the city's own language."""
    where = (
        report.address
        or (report.grid.name if report.grid else "")
        or (report.division.name if report.division else "")
    )
    return f"{where}{item.name_zh}"[:120]


def words_to_find(report: Report, item: Item) -> str:
    """Words a case can be found by besides its title and address: those of its matter; the reporter's stay sealed."""
    return f"{item.name_zh} {item.name_en} {item.class_zh}"


def declined_by(report: Report) -> int | None:
    """The account that declined a report (index journal_entry_subject)."""
    told = [entry for entry in history.history("report", str(report.pk)) if entry.kind == "report.declined"]
    return told[-1].actor.get("account") if told else None
