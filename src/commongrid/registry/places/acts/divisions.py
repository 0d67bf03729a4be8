"""Divisions from a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.registry.places import naming, rules
from commongrid.registry.places.acts.versions import move_map
from commongrid.registry.places.models import Division
from commongrid.registry.places.terms import DivisionRow, Level, Report

TOLD = (
    "name", "short", "name_en", "pinyin", "number_letters", "level", "parent_id", "kind", "lon", "lat", "area_km2",
    "schematic",
)  # fmt: skip


def import_divisions(
    rows: Sequence[DivisionRow],
    *,
    by: Actor,
    at: datetime,
    why: str = "",
    schematic: bool = False,
    check_only: bool = False,
) -> Report:
    """Add divisions and update those that are here by code; nothing is taken away.

    What a row leaves blank is kept, or worked out: level and parent from the code, short name, pinyin and
    English spelling from the name, two letters for each new town. With any fault nothing is written.
    """
    standing = {one.code: one for one in Division.objects.defer("geometry")}
    letters = {one.number_letters: one.code for one in standing.values() if one.number_letters}
    faults = rules.division_faults(rows, set(standing)) + rules.letters_faults(rows, letters)
    if faults:
        return Report(tuple(sorted(faults, key=lambda one: one.at)))
    known = {row.code for row in rows} | set(standing)
    divisions = [
        _division(row, standing.get(row.code), known, schematic) for row in _with_letters(rows, standing)
    ]
    added = [one for one in divisions if one.code not in standing]
    changed = [one for one in divisions if one.code in standing and _differs(one, standing[one.code])]
    if not check_only and (added or changed):
        with transaction.atomic():
            _write(added, changed)
            counts = {"added": len(added), "changed": len(changed)}
            move_map("places.divisions_imported", counts, by=by, at=at, why=why)
    return Report(
        added=len(added),
        changed=len(changed),
        unchanged=len(divisions) - len(added) - len(changed),
        written=not check_only,
    )


def _write(added: list[Division], changed: list[Division]) -> None:
    # Parents first, so that a batch never names a parent of a later one.
    for level in Level:
        Division.objects.bulk_create([one for one in added if one.level == level], batch_size=2000)
    Division.objects.bulk_update(changed, TOLD, batch_size=500)


def _with_letters(rows: Sequence[DivisionRow], standing: dict[str, Division]) -> list[DivisionRow]:
    """Towns without letters get two that nobody has."""
    taken = [one.number_letters for one in standing.values() if one.number_letters]
    taken += [row.number_letters for row in rows if row.number_letters]
    bare = [
        row
        for row in rows
        if rules.what_level(row.code) == Level.TOWN
        and not row.number_letters
        and not (row.code in standing and standing[row.code].number_letters)
    ]
    spelled = [naming.syllables(row.short or naming.shorten(row.name, Level.TOWN)) for row in bare]
    given = dict(zip((row.code for row in bare), naming.number_letters(spelled, taken), strict=True))
    return [replace(row, number_letters=row.number_letters or given.get(row.code, "")) for row in rows]


def _division(row: DivisionRow, here: Division | None, known: set[str], schematic: bool) -> Division:
    level = str(row.level or rules.what_level(row.code))
    is_same_name = here is not None and here.name == row.name

    def told(name: str, made: Any) -> Any:
        given = getattr(row, name)
        if given not in ("", None):
            return given
        return getattr(here, name) if here is not None and is_same_name else made

    short = told("short", naming.shorten(row.name, level))
    stem = naming.stem(row.name, level) if level == Level.VILLAGE else short
    return Division(
        code=row.code,
        name=row.name,
        short=short,
        name_en=row.name_en or told("name_en", "") or naming.english(stem),
        pinyin=row.pinyin or told("pinyin", "") or naming.spell(stem),
        number_letters=row.number_letters or (here.number_letters if here else None),
        level=level,
        parent_id=row.parent or rules.parent_of(row.code, known),
        kind=row.kind or (here.kind if here else ""),
        lon=row.lon if row.lon is not None else here.lon if here else None,
        lat=row.lat if row.lat is not None else here.lat if here else None,
        area_km2=row.area_km2 if row.area_km2 is not None else here.area_km2 if here else None,
        schematic=schematic or bool(here and here.schematic),
    )


def _differs(one: Division, here: Division) -> bool:
    return any(getattr(one, name) != getattr(here, name) for name in TOLD)
