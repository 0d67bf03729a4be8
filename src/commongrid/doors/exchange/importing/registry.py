"""What a file's rows are filed under here: by the map's tables, or in a city of their own made from the file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from commongrid.base.access.terms import Actor
from commongrid.base.calendar import queries as calendars
from commongrid.base.calendar.days import Calendar
from commongrid.base.calendar.hours import Hours
from commongrid.base.verdicts import Refused
from commongrid.cases.past import Party, Teller, teller
from commongrid.doors.exchange.boston import founding
from commongrid.doors.exchange.importing.maps import FileMap, Founding
from commongrid.doors.exchange.importing.rows import Found, RowFault
from commongrid.intake import queries as intake
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Item
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Unit


@dataclass(frozen=True, slots=True)
class Filed:
    """What founding reads of a row."""

    neighborhood: str
    department: str
    type: str
    subject: str
    reason: str
    queue: str


@dataclass
class Registry:
    """Answers row by row; what was looked up once is kept."""

    how: FileMap
    founded: founding.Boston | None = None
    office: Calendar = field(default_factory=calendars.calendar)
    _parties: dict[int, Party] = field(default_factory=dict)
    _units: dict[str, Unit | None] = field(default_factory=dict)
    _places: dict[str, intake.Place] = field(default_factory=dict)
    _centres: dict[int, Unit] = field(default_factory=dict)

    def item(self, row: Found) -> Item:
        if self.founded:
            found = self.founded.items.get(row.matter)
            if found is None:
                raise RowFault("no kind of matter")
            return found
        code = self.how.matter.of(row.matter)
        try:
            return matters.edition(code)
        except Refused:
            raise RowFault(
                f"the map files {row.matter!r} under {code or 'nothing'}, which is no matter here"
            ) from None

    def place(self, row: Found, located: str) -> intake.Place:
        """Where it belongs: by position, else by the file's area, else the map's default."""
        area = located or self._area(row)
        if not area:
            raise RowFault("outside the city" if row.point else "no place")
        if area not in self._places:
            try:
                self._places[area] = intake.place(None, None, area)
            except Refused as refused:
                raise RowFault(f"there is no area {area} ({refused.why.key})") from None
        return self._places[area]

    def _area(self, row: Found) -> str:
        if self.founded:
            return self.founded.areas.get(row.area, self.founded.root)
        return row.area if intake.path_of(row.area) and row.area.isdigit() else self.how.area.of(row.area)

    def centre(self, unit_id: int) -> Unit:
        if unit_id not in self._centres:
            self._centres[unit_id] = Unit.objects.get(pk=unit_id)
        return self._centres[unit_id]

    def unit(self, row: Found, area: str) -> Party | None:
        """Who had it; None where nobody can be named."""
        if self.founded:
            return self._party(self.founded.units.get(row.unit))
        code = self.how.unit.of(row.unit)
        key = code or f"last resort of {area}"
        if key not in self._units:
            by_code = Unit.objects.filter(code=code).first() if code else None
            self._units[key] = by_code or units.last_resort(intake.path_of(area))
        return self._party(self._units[key])

    def _party(self, unit: Unit | None) -> Party | None:
        if unit is None:
            return None
        if unit.pk not in self._parties:
            hours = Hours.from_json(unit.hours) if unit.hours else None
            self._parties[unit.pk] = Party(unit.pk, unit.name_zh, calendars.calendar(hours), unit.level)
        return self._parties[unit.pk]

    def teller(self) -> Teller:
        return teller(Actor(kind="system", name=self.how.name[:64], role="system"))


def found_city(seat: Founding, rows: Iterable[Found], *, at: datetime) -> founding.Boston:
    """Areas, units and matters of the file itself, beside whatever city is here."""
    kinds = {
        Filed(row.area, row.department or row.unit, row.matter, row.group, row.group, row.unit)
        for row in rows
        if row.matter and row.unit
    }
    city = founding.Seat(seat.root, seat.prefix, seat.name, f"{seat.name} 311")
    return founding.found(sorted(kinds, key=repr), at=at, seat=city)


def case_id(source: str, key: str) -> UUID:
    """The id of a source's case, the same in every run (RFC 9562, version 8)."""
    value = int.from_bytes(hashlib.sha256(f"{source}\0{key}".encode()).digest()[:16])
    value = value & ~(0xF << 76) | 8 << 76
    return UUID(int=value & ~(0b11 << 62) | 0b10 << 62)
