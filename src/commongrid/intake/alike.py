"""Open cases that a report may be about: what the doors offer and what keeps a report from being admitted by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from commongrid.base.verdicts import Why
from commongrid.cases.models import Case
from commongrid.intake import nearness, queries, twins
from commongrid.intake.models import Report
from commongrid.registry.matters import queries as matters


@dataclass(frozen=True, slots=True)
class Alike:
    """A case that may be meant, how sure that is (0 to 1), and why."""

    case: Case
    share: float
    probably: bool
    why: tuple[Why, ...]


def find(
    sighting: twins.Sighting,
    at: datetime,
    *,
    only: Callable[[Case], bool] | None = None,
    limit: int = 3,
    is_bare: bool = False,
) -> list[Alike]:
    """Open cases near a sighting, the likeliest first (index cases_case_near, without a position cases_case_area).

    `only`: which of them may be offered. `is_bare`: without the unit, matter, grid and division a row shows.
    """
    lon, lat = sighting.lon, sighting.lat
    if not sighting.area and (lon is None or lat is None):
        return []
    cells: Iterable[int] = ()
    if lon is not None and lat is not None:
        cells = nearness.cells_near(lon, lat, twins.reach(sighting.items))
    found = queries.open_cases_near(cells, sighting.area, since=queries.twins_since(at), is_bare=is_bare)
    near = {
        str(case.pk): case for case in found if str(case.pk) != sighting.key and (only is None or only(case))
    }
    ranked = twins.rank(sighting, [of_case(case) for case in near.values()], limit=limit)
    return [Alike(near[twin.key], twin.share, twin.probably, twin.why) for twin in ranked]


def of_case(case: Case) -> twins.Sighting:
    """A case as one side of the comparison; what its reporters wrote stays sealed."""
    item = matters.edition_kept(case.edition_id)
    words = f"{case.title} {item.keywords}"
    return twins.Sighting(str(case.pk), case.opened_at, (item,), words, case.lon, case.lat, case.area)


def of_report(report: Report) -> twins.Sighting:
    """A report as one side of the comparison."""
    items = {item.matter_id: item for item in matters.everything()}
    item = items.get(report.matter_id or 0)
    base = twins.Sighting(str(report.pk), report.captured_at or report.received_at, (item,) if item else ())
    return replace(base, words=report.words or "", lon=report.lon, lat=report.lat, area=report.area)
