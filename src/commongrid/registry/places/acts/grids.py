"""Grids: drawn, redrawn, closed. A grid is never changed in place, because cases keep the version they happened in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.registry.places import plane, survey
from commongrid.registry.places.acts.outlines import DRAWN, drawn_from_grids
from commongrid.registry.places.acts.versions import move_map
from commongrid.registry.places.models import Division, Grid
from commongrid.registry.places.reading import Shape, as_geojson, from_geojson, read_grids
from commongrid.registry.places.rings import Area
from commongrid.registry.places.terms import Fault, Level, Report, fault


def import_grids(
    features: Any,
    *,
    by: Actor,
    at: datetime,
    why: str = "",
    crs: str = "wgs84",
    valid_from: date | None = None,
    replace_within: str | None = None,
    schematic: bool = False,
    check_only: bool = False,
) -> Report:
    """Draw the grids of a GeoJSON FeatureCollection (properties code, name, kind); `crs` is wgs84 or gcj02.

    A grid that differs from the one in force closes it on `valid_from` (today in the city if not given) and
    opens a new version; one that does not differ is left alone. Grids not in the file stay, unless
    `replace_within` names a division: those of its grids that the file lacks are closed. The report names
    every fault; with any of them nothing is written.
    """
    since = valid_from or at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    known = set(Division.objects.filter(level=Level.VILLAGE).values_list("code", flat=True))
    shapes, faults = read_grids(features, known=known, grid_digits=grid_digits(), gcj02=crs == "gcj02")
    standing = {one.code: one for one in Grid.objects.filter(valid_to=None)}
    faults += _date_faults(shapes, standing, since, at)
    if faults:
        return Report(tuple(sorted(faults, key=lambda one: one.at)))
    plan = _Plan(shapes, standing, replace_within)
    faults = survey.misfits(plan.coming, plan.staying, plan.leaving, _own_outlines())
    if faults:
        return Report(tuple(faults))
    if not check_only and plan.touched:
        with transaction.atomic():
            plan.write(since, schematic)
            Division.objects.bulk_update(drawn_from_grids(plan.touched), DRAWN, batch_size=200)
            move_map("places.grids_drawn", plan.counts(), by=by, at=at, why=why)
    return plan.report(written=not check_only)


def grid_digits() -> int:
    """How many digits follow the community's twelve: 3, in older systems 2 (`settings.GRID_DIGITS`)."""
    return int(getattr(settings, "GRID_DIGITS", 3))


class _Plan:
    """What is drawn anew, what is redrawn, what is closed and what stays."""

    def __init__(
        self, shapes: Sequence[Shape], standing: dict[str, Grid], replace_within: str | None
    ) -> None:
        areas = {code: from_geojson(grid.geometry) for code, grid in standing.items()}
        self.drawn = {shape.code: as_geojson(shape.area) for shape in shapes}
        self.coming = [shape for shape in shapes if self._is_news(shape, standing.get(shape.code))]
        self.unchanged = len(shapes) - len(self.coming)
        named = {shape.code for shape in shapes}
        self.gone = [
            grid
            for code, grid in standing.items()
            if replace_within is not None and code.startswith(replace_within) and code not in named
        ]
        self.redrawn = [standing[shape.code] for shape in self.coming if shape.code in standing]
        out = {grid.code for grid in [*self.gone, *self.redrawn]}
        self.staying = [
            Shape(grid.code, grid.name, grid.kind, areas[code])
            for code, grid in standing.items()
            if code not in out
        ]
        self.leaving: list[Area] = [areas[grid.code] for grid in [*self.gone, *self.redrawn]]
        self.touched = {shape.code[:12] for shape in self.coming} | {grid.code[:12] for grid in self.gone}

    def _is_news(self, shape: Shape, here: Grid | None) -> bool:
        told = (shape.name, shape.kind, self.drawn[shape.code])
        return here is None or told != (here.name, here.kind, here.geometry)

    def counts(self) -> dict[str, int]:
        changed = len(self.redrawn)
        return {"added": len(self.coming) - changed, "changed": changed, "closed": len(self.gone)}

    def report(self, *, written: bool) -> Report:
        counts = self.counts()
        return Report((), counts["added"], counts["changed"], self.unchanged, counts["closed"], written)

    def write(self, since: date, schematic: bool) -> None:
        closing = [grid.pk for grid in [*self.gone, *self.redrawn]]
        Grid.objects.filter(pk__in=closing, valid_to=None).update(valid_to=since)
        rows = []
        for shape in self.coming:
            lon, lat = plane.centre(shape.area)
            rows.append(
                Grid(
                    code=shape.code,
                    name=shape.name,
                    kind=shape.kind,
                    division_id=shape.code[:12],
                    geometry=self.drawn[shape.code],
                    lon=round(lon, 6),
                    lat=round(lat, 6),
                    valid_from=since,
                    schematic=schematic or shape.schematic,
                )
            )
        Grid.objects.bulk_create(rows, batch_size=1000)


def _date_faults(
    shapes: Sequence[Shape], standing: dict[str, Grid], since: date, at: datetime
) -> list[Fault]:
    today = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    if since > today:
        return [fault(0, "", "not_yet", since=since.isoformat())]
    return [
        fault(shape.feature, shape.code, "before_standing", since=standing[shape.code].valid_from.isoformat())
        for shape in shapes
        if shape.code in standing and standing[shape.code].valid_from > since
    ]


def _own_outlines() -> dict[str, Area]:
    own = Division.objects.filter(level=Level.VILLAGE, is_drawn_from_grids=False).exclude(
        geometry__isnull=True
    )
    return {
        code: from_geojson(geometry) for code, geometry in own.values_list("code", "geometry") if geometry
    }
