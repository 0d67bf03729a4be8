"""Service points as the portal shows them: how far as the crow flies, whether open now, hours in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from commongrid.base.verdicts import Why
from commongrid.doors.look import sentences
from commongrid.doors.portal import frame, near
from commongrid.registry.places import queries as places
from commongrid.registry.places import rules
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.places.terms import Nearby

KINDS = {
    "centre": gettext_lazy("Service centre"),
    "hall": gettext_lazy("Community hall"),
    "station": gettext_lazy("Service station"),
    "mediation": gettext_lazy("Mediation room"),
}
DAYS = {
    "mon": pgettext_lazy("weekday", "Mon"),
    "tue": pgettext_lazy("weekday", "Tue"),
    "wed": pgettext_lazy("weekday", "Wed"),
    "thu": pgettext_lazy("weekday", "Thu"),
    "fri": pgettext_lazy("weekday", "Fri"),
    "sat": pgettext_lazy("weekday", "Sat"),
    "sun": pgettext_lazy("weekday", "Sun"),
}
FAR_M = 20_000


@dataclass(frozen=True, slots=True)
class Point:
    """One service point; `metres` is the straight line, None when nobody said from where."""

    code: str
    name: str
    kind: str
    address: str
    phone: str
    lon: float
    lat: float
    services: Sequence[str]
    rooms: Sequence[str]
    hours: list[tuple[str, str]]
    is_open: bool | None
    now: str
    metres: float | None = None


def around(lon: float, lat: float, at: datetime) -> list[Point]:
    """Within 500 metres, the nearest first."""
    return [
        _of(found, at, found.metres)
        for found in places.nearest_service_points(lon, lat, near.WITHIN_M, at=at)
    ]


def nearest(lon: float, lat: float, at: datetime) -> Point | None:
    """The nearest one there is, where none stands within 500 metres."""
    found = places.nearest_service_points(lon, lat, FAR_M, at=at, limit=1)
    return _of(found[0], at, found[0].metres) if found else None


def every(at: datetime, most: int = 12) -> list[Point]:
    return [_of(found, at) for found in ServicePoint.objects.filter(active=True).order_by("code")[:most]]


def one(found: ServicePoint, at: datetime) -> Point:
    return _of(found, at)


def _of(found: ServicePoint | Nearby, at: datetime, metres: float | None = None) -> Point:
    english = frame.language() == "en"
    verdict = rules.is_open(found.hours, timezone.localtime(at))
    return Point(
        code=found.code,
        name=(found.name_en if english else "") or found.name,
        kind=str(KINDS.get(found.kind, found.kind)),
        address=found.address,
        phone=found.phone,
        lon=found.lon,
        lat=found.lat,
        services=list(found.services or ()),
        rooms=list(getattr(found, "rooms", ()) or ()),
        hours=week(found.hours),
        is_open=verdict.answer,
        now=_now(verdict.why[0]),
        metres=metres,
    )


def _now(why: Why) -> str:
    return sentences.say(why)


def week(hours: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    """Opening hours in as few lines as they need: days with the same hours stand together."""
    if not hours:
        return []
    told = [(day, _(", ").join(f"{a}–{b}" for a, b in hours.get(day, ())) or _("closed")) for day in DAYS]
    lines = []
    for text, days in groupby(told, key=lambda line: line[1]):
        names = [day for day, _text in days]
        first, last = DAYS[names[0]], DAYS[names[-1]]
        lines.append((str(first) if len(names) == 1 else f"{first}–{last}", text))
    return lines
