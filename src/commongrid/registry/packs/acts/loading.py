"""Loading a pack: one transaction, everything or nothing, as often as one likes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import transaction

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, Actor
from commongrid.base.calendar import acts as calendar
from commongrid.base.verdicts import Why
from commongrid.registry.checklists import acts as checklists
from commongrid.registry.matters import acts as matters
from commongrid.registry.matters.terms import Published
from commongrid.registry.packs import checking, making, queries, reading, staffing
from commongrid.registry.packs import checklists as reading_checklists
from commongrid.registry.packs import statutes as reading_statutes
from commongrid.registry.packs.acts.remembering import remember
from commongrid.registry.packs.terms import Fault, Loaded, Rejected
from commongrid.registry.places import acts as places
from commongrid.registry.places.terms import Report
from commongrid.registry.premises import acts as premises
from commongrid.registry.premises import tables
from commongrid.registry.statutes import acts as statutes

ADMIN = "admin.registry"
PREMISES = "premises.csv"


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
    origin = f"pack:{pack.file.name}"
    published = matters.publish_editions(
        making.items(pack), origin=origin, by=by, at=at, why=why, over_own=over_own
    )
    matters.set_distinctions(making.distinctions(pack), origin=origin, by=by, at=at)
    asked = checklists.publish(
        [each for _, _, each in reading_checklists.made(pack.checklists, pack.checklist_questions)],
        origin=origin,
        by=by,
        at=at,
        why=why,
        over_own=over_own,
    )
    _rule(pack, origin, by=by, at=at, why=why, over_own=over_own)
    if pack.holidays:
        calendar.import_days(pack.holidays, by=by, at=at, why=why)
    staffing.staff(pack, by=by, at=at, cast_password=cast_password)
    placed |= _premises(pack, by=by, at=at)
    counts = staffing.counts(pack)
    _compare(pack, counts)
    told = {"digest": pack.digest, "counts": counts, "why": why, **_codes(published)}
    remember(pack, told, by=by, at=at)
    return Loaded(
        pack.file.name,
        places=placed,
        departments=changed,
        reasons=reasons,
        matters=published,
        checklists=asked,
        near_copies=tuple(making.near_copies(pack)),
        counts=counts,
    )


def _place(pack: reading.Pack, *, by: Actor, at: datetime) -> dict[str, Report]:
    """Divisions, grids, service points; faults of any file undo the whole load."""
    settings = {"schematic": pack.file.schematic, **pack.file.places}
    reports = places.load_places(pack.folder, settings, by=by, at=at)
    _reject(reports)
    return reports


def _rule(pack: reading.Pack, origin: str, *, by: Actor, at: datetime, why: str, over_own: bool) -> None:
    """The country's rules of law and the city's own."""
    laws, lines, _ = reading_statutes.national()
    rules = reading_statutes.made([*laws, *pack.laws], [*lines, *pack.statutes])
    statutes.publish(rules, origin=origin, by=by, at=at, why=why, over_own=over_own)


def _premises(pack: reading.Pack, *, by: Actor, at: datetime) -> dict[str, Report]:
    """Premises, after the units that answer for them."""
    file = pack.folder / PREMISES
    if not file.exists():
        return {}
    rows, faults = tables.read(file.read_text(encoding="utf-8-sig"))
    report = Report(tuple(faults))
    if not faults:
        why = f"pack {pack.folder.name}"
        report = premises.import_premises(rows, by=by, at=at, why=why, schematic=pack.file.schematic)
    _reject({PREMISES: report})
    return {PREMISES: report}


def _reject(reports: dict[str, Report]) -> None:
    wrong = [Fault(file, each.at, each.why) for file, report in reports.items() for each in report.faults]
    if wrong:
        raise Rejected(wrong)


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
