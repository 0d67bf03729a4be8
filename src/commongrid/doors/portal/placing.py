"""Where a report is: by the pin, else by the address, else by the area chosen; what is ambiguous is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from commongrid.doors.portal import frame
from commongrid.doors.portal.forms import NOT_SURE
from commongrid.registry.places import queries as places
from commongrid.registry.places.models import Division
from commongrid.registry.places.terms import Candidate, Level, Located, TextPlace
from commongrid.registry.serving import queries as serving

MOST_VILLAGES = 60
COMMUNITY = 12


@dataclass(frozen=True, slots=True)
class Found:
    """`area` is "" when the place is not known; `candidates` are what to ask about; `fault` says what is missing."""

    area: str = ""
    candidates: tuple[Candidate, ...] = ()
    fault: str = ""
    spot: Located | None = None

    @property
    def said(self) -> str:
        """The place in words."""
        return say(self.spot) if self.spot else name(self.area) if self.area else ""

    @property
    def worker(self) -> str:
        """Who looks after the grid of the pin."""
        return worker_of(self.spot.area_code or "") if self.spot else ""


def find(lon: float | None, lat: float | None, area: str, address: str, words: str) -> Found:
    """The place of a report from what was given, in this order: pin, area, address, words."""
    if lon is not None and lat is not None:
        located = places.locate(lon, lat)
        if located.area_code:
            return Found(spot=located)
        return Found(fault=_("The pin is outside the city. Move it, or write the address."))
    if area == NOT_SURE:
        return Found()
    return _by_words(area, places.locate_text(address if address.strip() else words))


def _by_words(area: str, text: TextPlace) -> Found:
    if text.code and text.code.startswith(area):
        return Found(area=text.code)
    if area:
        return Found(area=area)
    if text.is_ambiguous:
        asked = _("There is more than one place of that name. Which one is it?")
        return Found(candidates=text.candidates[:8], fault=asked)
    return Found(
        fault=_("Where is it? Set the pin, write the address with its community, or choose the area.")
    )


def say(located: Located) -> str:
    """The place of a point in words: community and grid."""
    community = places.division(located.division_code or "")
    return " · ".join(
        filter(None, (frame.name_of(community) if community else "", frame.grid_name(located.grid_name)))
    )


def worker_of(area: str) -> str:
    """Who looks after a grid today, if they agreed to be named."""
    return serving.shown(area, timezone.now()).name if len(area) > COMMUNITY else ""


def name(code: str) -> str:
    """The place of an area code in words: town and community."""
    above = [one for one in places.path_of(code) if one.level in (Level.TOWN, Level.VILLAGE)]
    return " · ".join(frame.name_of(one) for one in above)


def areas() -> list[Any]:
    """What the area may be chosen from: communities under their towns where they are few, else the towns."""
    drawn = _drawn.get()
    if not drawn.villages:
        return _choices(drawn.towns)
    names = dict(_choices(drawn.towns))
    grouped = groupby(drawn.villages, key=lambda one: one.parent_id or "")
    return [(names.get(town, town), _choices(some)) for town, some in grouped]


def centre() -> tuple[float, float] | None:
    """Where a map begins when nobody has said where they are: the first town, else the city."""
    return _drawn.get().centre


def with_candidates(found: Sequence[Candidate]) -> list[Any]:
    """The places a text may mean, to choose from."""
    return [(one.code, name(one.code) or one.name) for one in found]


def _choices(divisions: Iterable[Division]) -> list[tuple[str, str]]:
    return [(one.code, frame.name_of(one)) for one in divisions]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What every form offers of the map. `villages` is empty where they are too many to choose from."""

    towns: tuple[Division, ...] = ()
    villages: tuple[Division, ...] = ()
    centre: tuple[float, float] | None = None


def _read(_version: str) -> _Drawn:
    city = places.city()
    if city is None:
        return _Drawn()
    towns = tuple(places.divisions_within(city.code, Level.TOWN))
    villages = tuple(places.divisions_within(city.code, Level.VILLAGE)[: MOST_VILLAGES + 1])
    drawn = [one for one in towns if one.lon is not None]
    start = drawn[0] if len(drawn) == 1 else city
    centre = (start.lon, start.lat) if start.lon is not None and start.lat is not None else None
    return _Drawn(towns, villages if len(villages) <= MOST_VILLAGES else (), centre)


_drawn = places.Kept(_read)
