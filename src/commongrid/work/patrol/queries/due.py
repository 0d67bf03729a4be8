"""What is due in somebody's grids."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet, Sum

from commongrid.registry.places import queries as places
from commongrid.registry.premises import queries as premises
from commongrid.registry.premises.models import Premises
from commongrid.work.patrol import rules
from commongrid.work.patrol.models import Demand, Due, Stop, Tally
from commongrid.work.patrol.queries.demands import AFTER_DIGITS
from commongrid.work.patrol.terms import SOON_DAYS, Place, StopState

MOST_ROWS, MOST_PLACES = 240, 60


@dataclass(frozen=True, slots=True)
class Offer:
    """One place that could be gone to, whatever demands it at once."""

    place: Place
    due_on: date
    minutes: int
    hours: rules.Hours | None = None
    demands: tuple[UUID, ...] = ()


def due_count(area: str, on: date) -> int:
    """How many looks are due up to a day within an area, from the tally of its grids (patrol_tally_once)."""
    size = next((size for size in (9, 12, 15) if size >= len(area)), 15)
    rows = Tally.objects.filter(size=size, what="due", on__lte=on)
    told = rows.filter(area__gte=area, area__lt=area + AFTER_DIGITS).aggregate(n=Sum("n", default=0))
    return int(told["n"])


def due_rows(area: str, until: date) -> QuerySet[Due]:
    """What is due up to a day within an area, the longest overdue first within each grid (patrol_due_listed)."""
    return Due.objects.filter(area__gte=area, area__lt=area + AFTER_DIGITS, due_on__lte=until)


def offered(
    area: str, on: date, who: str, demands: Iterable[Demand], taken: Collection[str] = ()
) -> list[Offer]:
    """At most 60 places to go to on a day: overdue first, then due today, then within a week; each place once.

    `taken` are places others go to that day. Index patrol_due_listed; premises by their keys.
    """
    asking = {each.pk: each for each in demands if not each.who or each.who == who}
    rows = due_rows(area, on + timedelta(days=SOON_DAYS)).filter(demand__in=list(asking))
    found: dict[str, list[Due]] = {}
    for row in rows.exclude(code__in=list(taken)).order_by("due_on", "code")[:MOST_ROWS]:
        found.setdefault(row.code, []).append(row)
    some = dict(list(found.items())[:MOST_PLACES])
    places_by_code = _places(some)
    return [
        _offer(places_by_code[code], rows, asking) for code, rows in some.items() if code in places_by_code
    ]


def _offer(place: Place, rows: list[Due], asking: dict[UUID, Demand]) -> Offer:
    mine = [asking[row.demand_id] for row in rows]
    hours = rules.which_hours((each.opens, each.closes) for each in mine)
    minutes = min(240, sum(each.minutes for each in mine))
    return Offer(place, rows[0].due_on, minutes, hours, tuple(each.pk for each in mine))


def _places(found: dict[str, list[Due]]) -> dict[str, Place]:
    """The places behind codes: premises in one query, grids in another."""
    ids = [rows[0].premises_id for rows in found.values() if rows[0].premises_id]
    told = {
        each.code: of_premises(each)
        for each in Premises.objects.filter(pk__in=ids, state="open").defer("found")
    }
    grids = [code for code, rows in found.items() if rows[0].premises_id is None]
    if grids:
        told |= {each.code: of_grid(each) for each in places.current_grids().filter(code__in=grids)}
    return told


def of_premises(place: Premises) -> Place:
    return Place(place.code, place.name, place.area, place.lon, place.lat, place.pk, place.kind)


def of_grid(grid: object) -> Place:
    code, name = str(getattr(grid, "code", "")), str(getattr(grid, "name", ""))
    return Place(code, name, code, float(getattr(grid, "lon", 0)), float(getattr(grid, "lat", 0)))


def place_of(code: str) -> Place | None:
    """One of the premises by its code, else a grid in force (unique indexes); None where there is neither."""
    found = premises.find(code)
    if found is not None and found.state == "open":
        return of_premises(found)
    grid = places.grid_by_code(code) if len(code) > 12 and code.isdecimal() else None
    return of_grid(grid) if grid is not None else None


def taken(area: str, on: date, but: UUID) -> set[str]:
    """Places on the rounds of others that day, still to be gone to (index patrol_round_listed, unique patrol_stop_once)."""
    others = Stop.objects.filter(round__on=on, round__area__startswith=area[:9], state=StopState.PLANNED)
    return set(others.exclude(round=but).values_list("code", flat=True))


def grid_names(codes: Iterable[str]) -> dict[str, str]:
    """The names of grids in force by their codes (unique index places_grid_one_current)."""
    wanted = list(codes)
    return dict(places.current_grids().filter(code__in=wanted).values_list("code", "name")) if wanted else {}
