"""Which points there are, how they stand at a moment, and who is on duty at one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from commongrid.base.calendar import queries as calendars
from commongrid.base.verdicts import Verdict
from commongrid.registry.duty import queries as duty
from commongrid.registry.places import queries as places
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.places.terms import Nearby
from commongrid.registry.points import rules
from commongrid.registry.points.models import Closing
from commongrid.registry.points.terms import Level, Shut, Standing
from commongrid.registry.units.models import Unit
from commongrid.registry.units.terms import UnitKind

MOST = 2_000
"""More points than a city has; a list never reads more."""
OFFICES = (UnitKind.COMMUNITY, UnitKind.CENTRE)


@dataclass(frozen=True, slots=True)
class Listed:
    """A point with its level and how it stands."""

    point: ServicePoint
    level: Level
    standing: Verdict[Standing]


@dataclass(frozen=True, slots=True)
class Close:
    """A point near somebody: `metres` in a straight line."""

    point: Nearby
    level: Level
    services: tuple[str, ...]
    standing: Verdict[Standing]


def find(code: str, *, in_use: bool = True) -> ServicePoint | None:
    """One point (primary key); with `in_use` only while it is."""
    found = ServicePoint.objects.filter(pk=code[:32]).select_related("division").first()
    return found if found is not None and (found.active or not in_use) else None


def within(area: str, *, in_use: bool = True) -> QuerySet[ServicePoint]:
    """The points of a division and below, by division and code (index places_servicepoint_area)."""
    found = ServicePoint.objects.filter(
        division__gte=area, division__lte=f"{area}999999999999", active=in_use
    )
    return found.order_by("division_id", "code")


def listed(found: Iterable[ServicePoint], at: datetime) -> list[Listed]:
    """Points with how they stand; one query for all their closings."""
    points = list(found)
    shut = shut_of([one.pk for one in points], at)
    return [
        Listed(one, rules.level_of(one.kind, one.division_id), _standing(one.hours, shut[one.pk], at))
        for one in points
    ]


def near(lon: float, lat: float, within_m: float, at: datetime, *, limit: int = 20) -> list[Close]:
    """Points near a position: open ones first, then those that open today, each the nearest first."""
    found = places.nearest_service_points(lon, lat, within_m, limit=limit)
    shut = shut_of([one.code for one in found], at)
    close = [
        Close(
            one,
            rules.level_of(one.kind, one.division_code),
            tuple(rules.services_of(one.services)),
            _standing(one.hours, shut[one.code], at),
        )
        for one in found
    ]
    return sorted(close, key=lambda one: (one.standing.answer.is_open is False, one.point.metres))


def standing(point: ServicePoint, at: datetime) -> Verdict[Standing]:
    """Is it open, until when, or when does it open next?"""
    return _standing(point.hours, shut_of([point.pk], at)[point.pk], at)


def open_now(area: str, at: datetime) -> list[ServicePoint]:
    """The points of an area that are open at a moment."""
    return [one.point for one in listed(within(area)[:MOST], at) if one.standing.answer.is_open]


def shut_of(codes: Sequence[str], at: datetime) -> dict[str, list[Shut]]:
    """The closings of points that are not over, by code (index points_closing_ahead)."""
    found: dict[str, list[Shut]] = defaultdict(list)
    for one in ahead(codes, at):
        found[one.point_id].append(Shut(one.starts_at, one.ends_at, one.zh, one.en))
    return found


def ahead(codes: Sequence[str], at: datetime) -> QuerySet[Closing]:
    """Closings that last or are still to come, the next first (index points_closing_ahead)."""
    return Closing.objects.filter(point__in=codes, ends_at__gt=at, dropped_at=None).order_by(
        "starts_at", "id"
    )


def _standing(hours: object, shut: Sequence[Shut], at: datetime) -> Verdict[Standing]:
    return rules.standing(hours, shut, calendars.calendar(), at)  # type: ignore[arg-type]


def unit_of(point: ServicePoint) -> Unit | None:
    """The unit that runs a point: the one it names, else the office of its division (unique code; index units_unit_division)."""
    if point.unit_code:
        return Unit.objects.filter(code=point.unit_code, active=True).first()
    if rules.level_of(point.kind, point.division_id) == Level.STATION:
        return None
    found = Unit.objects.filter(division=point.division_id, active=True, kind__in=OFFICES)
    return found.order_by("-kind", "code").first()


def on_duty(point: ServicePoint, at: datetime) -> list[tuple[str, int]]:
    """How many of which role are on duty at a point by its unit's roster; roles only, never who."""
    unit = unit_of(point)
    shifts = duty.on_now([unit.pk], at).get(unit.pk, []) if unit else []
    return sorted(Counter(one.post.role for one in shifts if one.kind == "duty").items())
