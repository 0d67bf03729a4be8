"""Where a point or a text is: answered from memory, rebuilt when the map's version has moved.

The version is one primary-key read, made at most every `settings.MAP_CHECK_SECONDS` (2 when unset). One
thread rebuilds while the others go on with the map they have; the new one is swapped in whole.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from threading import Lock

import numpy as np
from django.conf import settings
from numpy.typing import ArrayLike

from commongrid.registry.places import atlas as atlases
from commongrid.registry.places import gazetteer as gazetteers
from commongrid.registry.places import wording
from commongrid.registry.places.models import Division, Grid, MapVersion
from commongrid.registry.places.reading import from_geojson
from commongrid.registry.places.terms import Located, TextPlace

NO_MAP = "0"


def version() -> str:
    """The map's version as a short text; it changes with every import (primary key)."""
    row = MapVersion.objects.filter(id=1).values_list("seq", "head").first()
    return f"{row[0]}-{bytes(row[1]).hex()[:12]}" if row else NO_MAP


class Kept[T]:
    """Something built from the map and kept until the map moves."""

    def __init__(self, build: Callable[[str], T], version: Callable[[], str] = version) -> None:
        self._build = build
        self._version = version
        self._lock = Lock()
        self._kept: tuple[str, T] | None = None
        self._checked = 0.0

    def get(self) -> T:
        """The thing for the current version; at most so stale as the version may go unread."""
        kept = self._kept
        if kept and time.monotonic() - self._checked < getattr(settings, "MAP_CHECK_SECONDS", 2.0):
            return kept[1]
        if not self._lock.acquire(blocking=kept is None):
            return kept[1] if kept else self.get()
        try:
            return self._refreshed()
        finally:
            self._lock.release()

    def forget(self) -> None:
        self._checked = 0.0

    def _refreshed(self) -> T:
        current = self._version()
        if self._kept is None or self._kept[0] != current:
            self._kept = (current, self._build(current))
        self._checked = time.monotonic()
        return self._kept[1]


def build_atlas(version: str) -> atlases.Atlas:
    """Read the whole current map (index places_grid_one_current)."""
    places = Division.objects.values_list("code", "name", "parent_id")
    plots = Grid.objects.filter(valid_to=None).values_list("id", "code", "name", "kind", "geometry")
    outlines = Division.objects.exclude(geometry__isnull=True).values_list("code", "geometry")
    return atlases.Atlas(
        version,
        [atlases.Place(*row) for row in places],
        [atlases.Plot(*row[:4], from_geojson(row[4])) for row in plots],
        {code: from_geojson(geometry) for code, geometry in outlines if geometry},
    )


def build_gazetteer(_: str) -> gazetteers.Gazetteer:
    """Read all names of divisions, and those that rooms above call places by."""
    names = Division.objects.values_list("code", "name", "short", "level")
    marks = {mark for read in _NAMES for mark in read()}
    return gazetteers.Gazetteer([gazetteers.Named(*row) for row in names], marks)


_NAMES: list[Callable[[], Iterable[gazetteers.Mark]]] = []


def name_places_by(read: Callable[[], Iterable[gazetteers.Mark]]) -> None:
    """A room above says by which other names places are known (premises); once, when it is ready."""
    if read not in _NAMES:
        _NAMES.append(read)


_atlas = Kept(build_atlas)
_gazetteer = Kept(build_gazetteer)


def atlas() -> atlases.Atlas:
    """The current map in memory."""
    return _atlas.get()


def gazetteer() -> gazetteers.Gazetteer:
    """All names of the current map in memory."""
    return _gazetteer.get()


def forget() -> None:
    """Read the version at the next question (this process has just changed the map)."""
    _atlas.forget()
    _gazetteer.forget()


def locate(lon: float, lat: float) -> Located:
    """Division path and grid of a point (WGS 84 degrees); about 10 µs, no query.

    A dedicated grid wins over the basic one. Outside the city `division_code` is None and `why` tells the
    nearest grid and the metres to it.
    """
    return _atlas.get().locate(lon, lat)


def path(area: str) -> tuple[str, ...]:
    """Division codes from the top down for an area code, a grid's included; no query."""
    return next((found for size in (12, 9, 6, 4, 2) if (found := atlas().path(area[:size]))), ())


def locate_many(lons: ArrayLike, lats: ArrayLike) -> atlases.LocatedMany:
    """Area codes and grid ids of many points at once (WGS 84 degrees)."""
    return _atlas.get().locate_many(np.asarray(lons, float), np.asarray(lats, float))


def located_codes(atlas: atlases.Atlas, lons: Sequence[float], lats: Sequence[float]) -> list[str]:
    """The area code of each of many points on a map that was just read, "" outside it; for imports."""
    return [
        str(code or "")
        for code in atlas.locate_many(np.asarray(lons, float), np.asarray(lats, float)).area_codes
    ]


def locate_text(text: str, within: str = "") -> TextPlace:
    """The place named in `text`, among codes that start with `within`; see `wording.py` for what counts."""
    return wording.place_of(_gazetteer.get(), text, within)
