"""Boston as its file knows it: neighbourhoods, departments, queues and types, beside whatever city is here.

Its divisions stand under a root of their own (99 is no province's number), its matters are switched off for
everybody else, and nobody holds a post there: the city that lives in this database notices nothing of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from commongrid.base.access.terms import SYSTEM
from commongrid.base.calendar.terms import Limit
from commongrid.base.calendar.terms import Unit as Measure
from commongrid.base.verdicts import Refused
from commongrid.registry.matters import acts as matters
from commongrid.registry.matters import queries as catalogue
from commongrid.registry.matters.terms import Criterion, Item, Kind, Level, Limits
from commongrid.registry.places import acts as places
from commongrid.registry.places import queries as maps
from commongrid.registry.places.terms import DivisionRow
from commongrid.registry.units import acts as units
from commongrid.registry.units.models import Unit

A_DAY = Limit(1, Measure.WORKING_DAYS)
LIMITS = Limits(dispatch=A_DAY, accept=A_DAY, handle=Limit(10, Measure.WORKING_DAYS), check=A_DAY)
"""Never counted: each request brings its own target or has none. An edition must name limits all the same."""


class Filed(Protocol):
    """What a row is filed under in its own city."""

    @property
    def neighborhood(self) -> str: ...
    @property
    def department(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def queue(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Seat:
    """A city beside the city: the root of its divisions, what its codes begin with, its name, where it is from."""

    root: str
    prefix: str
    name: str
    why: str


BOSTON = Seat("9925", "BOS", "Boston", "Boston 311 requests (City of Boston, PDDL)")
ROOT = BOSTON.root


@dataclass(frozen=True, slots=True)
class Boston:
    """What a request is filed under: area by neighbourhood, item by type, unit by queue."""

    areas: Mapping[str, str]
    items: Mapping[str, Item]
    units: Mapping[str, Unit]
    root: str = ROOT

    def area(self, request: Filed) -> str:
        return self.areas.get(request.neighborhood, self.root)


def found(requests: Iterable[Filed], *, at: datetime, seat: Seat = BOSTON) -> Boston:
    """Write what is not there yet; the same file again writes nothing."""
    every = list(requests)
    areas = _divisions(seat, {each.neighborhood for each in every if each.neighborhood}, at)
    departments = sorted({each.department for each in every})
    rows = [
        {"code": _department(seat, name), "name_zh": name, "name_en": name, "tier": "city"}
        for name in departments
    ]
    matters.set_departments(rows, by=SYSTEM, at=at)
    items = _items(seat, {each.type: each for each in every}, at)
    return Boston(areas, items, _units(seat, {each.queue: each.department for each in every}, at), seat.root)


def _divisions(seat: Seat, names: set[str], at: datetime) -> dict[str, str]:
    """Codes by name; a neighbourhood keeps the code it was given first."""
    known = {one.name: one.code for one in maps.children(seat.root)}
    new = sorted(names - known.keys() - {seat.name})
    codes = {name: f"{seat.root}{number:05d}" for number, name in enumerate(new, len(known) + 1)}
    rows = [
        DivisionRow(code=code, name=name, level="town", parent=seat.root, name_en=name, short=name[:60])
        for name, code in codes.items()
    ]
    if maps.division(seat.root) is None:
        rows.insert(
            0, DivisionRow(code=seat.root, name=seat.name, level="city", name_en=seat.name, short=seat.name)
        )
    if rows:
        report = places.import_divisions(rows, by=SYSTEM, at=at, why=seat.why)
        if report.faults:
            raise Refused(report.faults[0].why.key, **report.faults[0].why.facts)
        maps.forget()
    return {**known, **codes, seat.name: seat.root}


def _items(seat: Seat, examples: Mapping[str, Filed], at: datetime) -> dict[str, Item]:
    wanted = {name: _item(seat, name, request) for name, request in sorted(examples.items())}
    published = matters.publish_editions(
        [item for item in wanted.values() if item.code not in catalogue.kept().items],
        origin=f"replay:{seat.prefix.lower()}", by=SYSTEM, at=at, why=seat.why,
    )  # fmt: skip
    for code in published.added:
        matters.switch(code, on=False, by=SYSTEM, at=at, why=seat.why)
    return {name: catalogue.edition(item.code) for name, item in wanted.items()}


def _item(seat: Seat, name: str, request: Filed) -> Item:
    row = Criterion(
        criterion_zh=name, criterion_en=name, closing_zh="Closed in the file", closing_en="Closed in the file",
        limits=LIMITS, department=_department(seat, request.department), level=Level.CITY, source=seat.why,
    )  # fmt: skip
    return Item(
        code=f"{seat.prefix}-{_mark(name)}",
        class_zh=request.subject or "311",
        class_en=request.subject or "311",
        subclass_zh=request.reason or "311",
        subclass_en=request.reason or "311",
        name_zh=name,
        name_en=name,
        kind=Kind.APPEAL,
        department=_department(seat, request.department),
        rows=(row,),
        needs_verification=False,
        source=seat.why,
    )


def _units(seat: Seat, queues: Mapping[str, str], at: datetime) -> dict[str, Unit]:
    codes = {queue: f"{seat.prefix}-{_mark(queue)}" for queue in queues}
    centre = {
        "code": f"{seat.prefix}-311",
        "name_zh": f"{seat.name} 311",
        "name_en": f"{seat.name} 311",
        "short_zh": "311",
        "kind": "centre",
    }
    rows = [{**centre, "level": "city", "division": seat.root}]
    rows += [
        {
            "code": codes[queue], "name_zh": queue[:80], "name_en": queue[:120], "short_zh": queue[:40],
            "kind": "department", "level": "city", "division": seat.root, "department": _department(seat, department),
        }
        for queue, department in sorted(queues.items())
    ]  # fmt: skip
    added = units.add_units(rows, by=SYSTEM, at=at)
    return {queue: added[code] for queue, code in codes.items()}


def _department(seat: Seat, name: str) -> str:
    return f"{seat.prefix}-{name.strip('_').replace(' ', '-')[:12]}"


def _mark(name: str) -> str:
    """Eight signs that stand for a name, the same in every file."""
    return hashlib.sha256(name.encode()).hexdigest()[:8].upper()
