"""The open case a case is most likely about, for the desk's offer to merge."""

from __future__ import annotations

from dataclasses import dataclass

from commongrid.base.verdicts import Why
from commongrid.cases.models import Case
from commongrid.intake import queries as intake
from commongrid.intake import twins
from commongrid.intake.models import Report
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Item


@dataclass(frozen=True, slots=True)
class Offer:
    """A case that may be meant, how sure that is (0 to 1), and why."""

    case: Case
    share: float
    why: tuple[Why, ...]


def likeliest(case: Case) -> Offer | None:
    """The likeliest twin among the open cases around a case (index cases_case_near, else cases_case_area)."""
    seen = _seen(case, matters.edition_kept(case.edition_id))
    found = [offer for offer in _ranked(seen, case.lon, case.lat, case.area) if offer.case.pk != case.pk]
    return found[0] if found else None


def of_report(report: Report, item: Item | None) -> list[Offer]:
    """Open cases a report may be about, the likeliest first."""
    sighting = twins.Sighting(
        key=str(report.pk),
        at=report.captured_at or report.received_at,
        items=(item,) if item else (),
        words=report.words or "",
        lon=report.lon,
        lat=report.lat,
        area=report.area,
    )
    return _ranked(sighting, report.lon, report.lat, report.area)


def _ranked(sighting: twins.Sighting, lon: float | None, lat: float | None, area: str) -> list[Offer]:
    if not area and lon is None:
        return []
    cells = (
        twins.cells_near(lon, lat, twins.reach(sighting.items))
        if lon is not None and lat is not None
        else set()
    )
    near = {
        str(case.pk): case
        for case in intake.open_cases_near(cells, area, since=intake.twins_since(sighting.at))
    }
    items = {item.matter_id: item for item in matters.everything()}
    seen = [_seen(case, items.get(case.matter_id)) for case in near.values() if str(case.pk) != sighting.key]
    return [Offer(near[twin.key], twin.share, twin.why) for twin in twins.rank(sighting, seen)]


def _seen(case: Case, item: Item | None) -> twins.Sighting:
    """A case as the comparison sees it, by matter, place and time: a title only repeats matter and place."""
    return twins.Sighting(
        key=str(case.pk),
        at=case.opened_at,
        items=(item,) if item else (),
        lon=case.lon,
        lat=case.lat,
        area=case.area,
    )
