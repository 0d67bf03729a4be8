"""A pack's places, all files or none."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.registry.places import recipes, tables
from commongrid.registry.places.acts.divisions import import_divisions
from commongrid.registry.places.acts.grids import import_grids
from commongrid.registry.places.acts.points import import_layer, import_service_points
from commongrid.registry.places.models import Division, Grid
from commongrid.registry.places.rules import parent_of, what_level
from commongrid.registry.places.terms import DivisionRow, GridKind, Report, fault

type Step = Callable[[], Report]


def load_places(pack: Path, settings: Mapping[str, Any], *, by: Actor, at: datetime) -> dict[str, Report]:
    """Load divisions.csv, grids.geojson or grids.toml, service_points.csv and landscape.geojson.

    `settings` may say `schematic` (positions are not real) and `valid_from` (a date). Returns a report by file;
    after the first with faults nothing more is read and nothing at all is written. Loading again changes only
    what differs.
    """
    load = _Load(pack, settings, by, at)
    steps: list[tuple[str, Step]] = [
        ("divisions.csv", load.divisions),
        ("grids.toml", load.recipe),
        ("grids.geojson", load.grids),
        ("service_points.csv", load.service_points),
        ("landscape.geojson", load.landscape),
    ]
    reports: dict[str, Report] = {}
    with transaction.atomic():
        for name, step in steps:
            if (pack / name).exists():
                reports[name] = step()
                if not reports[name].is_clean:
                    transaction.set_rollback(True)
                    return {file: replace(report, written=False) for file, report in reports.items()}
    return reports


class _Load:
    """One pack's folder, its settings, and who loads it when."""

    def __init__(self, pack: Path, settings: Mapping[str, Any], by: Actor, at: datetime) -> None:
        self.pack, self.by, self.at = pack, by, at
        self.why = f"pack {pack.name}"
        self.schematic = bool(settings.get("schematic", False))
        self.valid_from = settings.get("valid_from")
        self.rows: list[DivisionRow] = []

    def divisions(self) -> Report:
        self.rows, faults = tables.read_divisions(self._text("divisions.csv"))
        if faults:
            return Report(tuple(faults))
        return import_divisions(self.rows, by=self.by, at=self.at, why=self.why, schematic=self.schematic)

    def recipe(self) -> Report:
        try:
            recipe = tomllib.loads(self._text("grids.toml"))
            collection = recipes.draw_grids(
                _complete(self.rows), recipe["grids"], recipe.get("dedicated", ())
            )
        except (tomllib.TOMLDecodeError, KeyError, ValueError) as wrong:
            return Report((fault(0, "", "bad_recipe", reason=str(wrong)),))
        drawn = self._draw(collection)
        points = recipe.get("service_points", ())
        if not drawn.is_clean or not points:
            return drawn
        made = recipes.make_points(points, _spots())
        told = import_service_points(made, by=self.by, at=self.at, why=self.why, schematic=True)
        return replace(
            drawn, faults=told.faults, added=drawn.added + told.added, changed=drawn.changed + told.changed
        )

    def grids(self) -> Report:
        try:
            return self._draw(json.loads(self._text("grids.geojson")))
        except json.JSONDecodeError as wrong:
            return Report((fault(wrong.lineno, "", "not_json", reason=wrong.msg),))

    def service_points(self) -> Report:
        rows, faults = tables.read_points(self._text("service_points.csv"))
        if faults:
            return Report(tuple(faults))
        return import_service_points(rows, by=self.by, at=self.at, why=self.why, schematic=self.schematic)

    def landscape(self) -> Report:
        try:
            collection = json.loads(self._text("landscape.geojson"))
        except json.JSONDecodeError as wrong:
            return Report((fault(wrong.lineno, "", "not_json", reason=wrong.msg),))
        import_layer(collection, by=self.by, at=self.at, why=self.why)
        return Report(added=len(collection["features"]), written=True)

    def _draw(self, collection: Any) -> Report:
        return import_grids(
            collection,
            by=self.by,
            at=self.at,
            why=self.why,
            valid_from=self.valid_from,
            replace_within="",
            schematic=self.schematic,
        )

    def _text(self, name: str) -> str:
        return (self.pack / name).read_text(encoding="utf-8")


def _complete(rows: list[DivisionRow]) -> list[DivisionRow]:
    """Level and parent filled in from the codes where the table leaves them out."""
    known = {row.code for row in rows}
    return [
        replace(
            row,
            level=row.level or str(what_level(row.code)),
            parent=row.parent or parent_of(row.code, known) or "",
        )
        for row in rows
    ]


def _spots() -> list[recipes.Spot]:
    """Every division and current basic grid that has a point, by code."""
    told = ("level", "code", "name", "short", "name_en", "lon", "lat")
    spots = [
        recipes.Spot(*row) for row in Division.objects.exclude(lon=None).order_by("code").values_list(*told)
    ]
    grids = (
        Grid.objects.filter(valid_to=None, kind=GridKind.BASIC)
        .order_by("code")
        .values_list("code", "name", "lon", "lat")
    )
    return spots + [recipes.Spot("grid", code, name, name, "", lon, lat) for code, name, lon, lat in grids]
