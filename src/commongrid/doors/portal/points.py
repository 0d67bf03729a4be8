"""Service points as the portal shows them: how far, whether open now, hours in words, who is on duty by role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from commongrid.base.verdicts import Verdict
from commongrid.doors.look import facts, sentences
from commongrid.doors.portal import frame, near
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.places.terms import Nearby
from commongrid.registry.points import queries, rules
from commongrid.registry.points.terms import CIRCLES, Level, Standing

DAYS = {
    "mon": pgettext_lazy("weekday", "Mon"),
    "tue": pgettext_lazy("weekday", "Tue"),
    "wed": pgettext_lazy("weekday", "Wed"),
    "thu": pgettext_lazy("weekday", "Thu"),
    "fri": pgettext_lazy("weekday", "Fri"),
    "sat": pgettext_lazy("weekday", "Sat"),
    "sun": pgettext_lazy("weekday", "Sun"),
}
HOLIDAYS = gettext_lazy("Public holidays")
FAR_M = 20_000
DETOUR = 1.3
"""Ways on foot in built-up areas are about so much longer than the straight line; said beside every estimate."""
METRES_A_MINUTE = 75
"""An unhurried step, 4.5 km/h."""


@dataclass(frozen=True, slots=True)
class Point:
    """One service point; `metres` is the straight line, `walk` the estimate of the way; None when nobody said from where."""

    code: str
    name: str
    kind: str
    address: str
    phone: str
    lon: float
    lat: float
    codes: Sequence[str]
    services: Sequence[str]
    circles: Sequence[str]
    hours: list[tuple[str, str]]
    is_open: bool | None
    now: str
    also: Sequence[str]
    metres: float | None = None
    rooms: Sequence[str] = ()
    access: str = ""
    step_free: bool | None = None
    on_duty: Sequence[tuple[str, int]] = ()

    @property
    def walk(self) -> int | None:
        """Metres on foot, estimated: straight × 1.3, to the nearest 50."""
        return None if self.metres is None else max(50, round(self.metres * DETOUR / 50) * 50)

    @property
    def minutes(self) -> int | None:
        return None if self.walk is None else max(1, round(self.walk / METRES_A_MINUTE))


def around(lon: float, lat: float, at: datetime) -> list[Point]:
    """Within 500 metres, open ones first, the nearest first among them."""
    return [_near(found) for found in queries.near(lon, lat, near.WITHIN_M, at)]


def within(lon: float, lat: float, metres: int, at: datetime, most: int = 60) -> list[Point]:
    """Within so many metres, the nearest first."""
    found = queries.near(lon, lat, metres, at, limit=most)
    return [_near(one) for one in sorted(found, key=lambda one: one.point.metres)]


def nearest(lon: float, lat: float, at: datetime) -> Point | None:
    """The nearest one there is, where none stands within 500 metres."""
    return next(iter(within(lon, lat, FAR_M, at, most=1)), None)


def every(at: datetime, most: int = 12) -> list[Point]:
    return [_of(one.point, one.level, one.standing) for one in queries.listed(queries.within("")[:most], at)]


def one(found: ServicePoint, at: datetime) -> Point:
    """A point with all that its page tells; who is on duty by role alone."""
    level = rules.level_of(found.kind, found.division_id)
    language = get_language() or "zh-hans"
    return replace(
        _of(found, level, queries.standing(found, at)),
        rooms=[_room(text) for text in found.rooms],
        access=found.access,
        step_free=found.step_free,
        on_duty=[(facts.word("role", role, language), n) for role, n in queries.on_duty(found, at)],
    )


def _near(found: queries.Close) -> Point:
    return replace(_of(found.point, found.level, found.standing), metres=found.point.metres)


def _of(found: ServicePoint | Nearby, level: Level, standing: Verdict[Standing]) -> Point:
    language = get_language() or "zh-hans"
    services = rules.services_of(found.services or ())
    said = [sentences.say(why) for why in standing.why]
    return Point(
        code=found.code,
        name=(found.name_en if frame.language() == "en" else "") or found.name,
        kind=facts.word("point_kind", found.kind, language),
        address=found.address,
        phone=found.phone,
        lon=found.lon,
        lat=found.lat,
        codes=services,
        services=[facts.word("point_service", one, language) for one in services],
        circles=[facts.word("point_service", one, language) for one in services if one in CIRCLES],
        hours=week(found.hours),
        is_open=standing.answer.is_open,
        now=said[0],
        also=said[1:],
    )


def _room(text: str) -> str:
    room = rules.room_of(text)
    return f"{room.name} ({room.seats})" if room.seats else room.name


def week(hours: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    """Opening hours in as few lines as they need: days with the same hours stand together."""
    if not hours:
        return []
    told = [(day, _spans(hours.get(day, ()))) for day in DAYS]
    lines = []
    for text, days in groupby(told, key=lambda line: line[1]):
        names = [day for day, _text in days]
        first, last = DAYS[names[0]], DAYS[names[-1]]
        lines.append((str(first) if len(names) == 1 else f"{first}–{last}", text))
    return [*lines, (str(HOLIDAYS), _spans(hours.get(rules.HOLIDAY, ())))]


def _spans(spans: Sequence[Sequence[str]]) -> str:
    return _(", ").join(f"{a}–{b}" for a, b in spans) or _("closed")
