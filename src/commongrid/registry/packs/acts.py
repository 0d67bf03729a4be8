"""Loading a pack: one transaction, everything or nothing, as often as one likes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, Actor
from commongrid.base.calendar import acts as calendar
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Outrun, Refused, Why
from commongrid.registry.matters import acts as matters
from commongrid.registry.matters.terms import Published
from commongrid.registry.packs import checking, making, queries, reading, staffing
from commongrid.registry.packs.models import Pack
from commongrid.registry.packs.settings import PackFile
from commongrid.registry.packs.terms import Fault, Loaded, Rejected
from commongrid.registry.places import acts as places
from commongrid.registry.places.terms import Report

ADMIN = "admin.registry"
SUBJECT = "pack"


def read(folder: Path) -> reading.Pack:
    """The pack in a folder, checked. Raises Rejected with every fault, each with its file and line."""
    pack, faults = reading.read(folder)
    if pack is not None and not faults:
        faults = checking.faults(pack)
    if pack is None or faults:
        raise Rejected(faults)
    return pack


def load(
    folder: Path,
    *,
    by: Actor,
    at: datetime,
    why: str = "",
    cast_password: str | None = None,
    over_own: bool = False,
    again: bool = False,
) -> Loaded:
    """Load the pack in `folder`: places, catalogue, units, posts, settings. Nothing is loaded when one line is wrong.

    The same files again do nothing unless `again`. Changed matters become new editions; those the city edited
    itself are kept unless `over_own`. `cast_password` lets the cast sign in (demonstrations only); without it
    their accounts cannot be signed in to. Raises Rejected, or Refused by one of the acts it calls.
    """
    require(by, ADMIN, EVERYTHING)
    pack = read(folder)
    before = queries.pack()
    if before and (before.name, before.digest) == (pack.file.name, pack.digest) and not again:
        return Loaded(pack.file.name, again=True, counts=staffing.counts(pack))
    with transaction.atomic():
        return _load(pack, by=by, at=at, why=why, cast_password=cast_password, over_own=over_own)


def _load(
    pack: reading.Pack, *, by: Actor, at: datetime, why: str, cast_password: str | None, over_own: bool
) -> Loaded:
    placed = _place(pack, by=by, at=at)
    departments = [line.model_dump(mode="json") for line in pack.departments]
    changed = matters.set_departments(departments, by=by, at=at)
    matters.set_usual_limits(making.usual_limits(pack), by=by, at=at)
    reasons = matters.set_reasons([line.model_dump(mode="json") for line in pack.reasons], by=by, at=at)
    published = matters.publish_editions(
        making.items(pack), origin=f"pack:{pack.file.name}", by=by, at=at, why=why, over_own=over_own
    )
    if pack.holidays:
        calendar.import_days(pack.holidays, by=by, at=at, why=why)
    staffing.staff(pack, by=by, at=at, cast_password=cast_password)
    counts = staffing.counts(pack)
    _compare(pack, counts)
    told = {"digest": pack.digest, "counts": counts, "why": why, **_codes(published)}
    _remember(pack, told, by=by, at=at)
    return Loaded(
        pack.file.name,
        places=placed,
        departments=changed,
        reasons=reasons,
        matters=published,
        counts=counts,
    )


def _place(pack: reading.Pack, *, by: Actor, at: datetime) -> dict[str, Report]:
    """Divisions, grids, service points, premises; faults of any file undo the whole load."""
    settings = {"schematic": pack.file.schematic, **pack.file.places}
    reports = places.load_places(pack.folder, settings, by=by, at=at)
    wrong = [Fault(file, each.at, each.why) for file, report in reports.items() for each in report.faults]
    if wrong:
        raise Rejected(wrong)
    return reports


def _codes(published: Published) -> dict[str, int]:
    return {"added": len(published.added), "revised": len(published.revised), "kept": len(published.kept)}


def _compare(pack: reading.Pack, counts: dict[str, int]) -> None:
    """What pack.toml promises must be there; raising undoes the whole load."""
    wrong = [
        Fault(
            "pack.toml",
            0,
            Why("packs.miscounted", {"what": what, "expected": expected, "found": counts[what]}),
        )
        for what, expected in pack.file.counts.items()
        if counts.get(what, expected) != expected
    ]
    if wrong:
        raise Rejected(wrong)


def _remember(pack: reading.Pack, told: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    """The pack's row and its journal entry; the row's id is the next one free."""
    values = {**_facts(pack.file), "digest": pack.digest, "loaded_at": at, "loaded_by": by.name or by.kind}
    entry = NewEntry("packs.loaded", at, by.snapshot(), told)
    there = Pack.objects.select_for_update().filter(name=pack.file.name).first()
    if there is not None:
        done = journal.move_subject(SUBJECT, there, entry, values)
    else:
        values |= {"id": 1 + Pack.objects.count(), "name": pack.file.name}
        row = Insert(Pack, values, or_nothing=True)
        done = journal.open_subject(SUBJECT, row, entry, subject_id=values["id"])
    if not done:
        raise Outrun("packs.outrun", name=pack.file.name)


def _facts(file: PackFile) -> dict[str, Any]:
    return {
        "title_zh": file.title_zh,
        "title_en": file.title_en,
        "city_code": file.city_code,
        "city_zh": file.city_zh,
        "city_en": file.city_en,
        "timezone": file.timezone,
        "schematic": file.schematic,
        "source": file.source,
        "licence": file.licence,
        "map_start": file.map.model_dump(),
        "settings": file.settings.as_json(),
    }


@transaction.atomic
def set_setting(name: str, value: object, *, by: Actor, at: datetime, why: str) -> None:
    """Change one of the city's own figures, checked as in the pack's file; a changed pack loaded again sets it anew.

    Raises Refused("packs.no_setting") or ("packs.bad_value").
    """
    require(by, "admin.configuration", EVERYTHING)
    pack = Pack.objects.select_for_update().order_by("-loaded_at").first()
    if pack is None or name not in pack.settings:
        raise Refused("packs.no_setting", name=name)
    before = pack.settings[name]
    settings = reading.settings({**pack.settings, name: value}).as_json()
    told = {"name": name, "before": before, "after": settings[name], "why": why}
    entry = NewEntry("packs.setting_changed", at, by.snapshot(), told)
    if not journal.move_subject(SUBJECT, pack, entry, {"settings": settings}):
        raise Outrun("packs.outrun", name=pack.name)
