"""Who acts in the simulated city, and which unit has what: made-up people of real units, without accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.calendar import queries as calendars
from commongrid.base.calendar.days import Calendar
from commongrid.base.calendar.hours import Hours
from commongrid.cases.past import Party, Teller, teller
from commongrid.doors.exchange.history import words
from commongrid.doors.exchange.history.lots import lot
from commongrid.intake import queries as intake
from commongrid.registry.matters.terms import Item
from commongrid.registry.units.models import Unit

MATES = 4
PACE = 0.55, 1.5
"""How fast a unit is: its share of a limit is multiplied by something between the two."""


@dataclass(frozen=True)
class House:
    """A unit with the people who have worked there. `pace`: how fast it is."""

    unit: Party
    people: tuple[Teller, ...]
    pace: float
    is_centre: bool = False


@dataclass
class Crowd:
    """Units by id, by department and division, and those of last resort by division: nothing is asked of the database."""

    houses: dict[int, House]
    able: dict[tuple[str, str], House]
    last: dict[str, House]
    office: Calendar = field(default_factory=calendars.calendar)

    @cached_property
    def system(self) -> Teller:
        return teller(SYSTEM)

    @cached_property
    def resident(self) -> Teller:
        return teller(Actor(kind="resident", role="resident"))

    @cached_property
    def city(self) -> House | None:
        """The city's own centre."""
        return next((one for one in self.houses.values() if one.unit.level == "city" and one.is_centre), None)

    def lead(self, item: Item, area: str) -> House:
        """The unit this matter goes to here: of its department the closest, else the owner of last resort."""
        path = intake.path_of(area)
        found = next(
            (self.able[key] for code in reversed(path) if (key := (item.department, code)) in self.able), None
        )
        return found or self.last_resort(area) or next(iter(self.houses.values()))

    def last_resort(self, area: str) -> House | None:
        return next((self.last[code] for code in reversed(intake.path_of(area)) if code in self.last), None)


def gather(seed: int) -> Crowd:
    """Every unit in use with its people."""
    every = list(Unit.objects.filter(active=True).order_by("code"))
    surnames = words.said()["surnames"]
    houses = {unit.pk: _house(unit, surnames, seed) for unit in every}
    able = {(unit.department, unit.division_id): houses[unit.pk] for unit in every if unit.department}
    last = {unit.division_id: houses[unit.pk] for unit in every if unit.is_last_resort}
    return Crowd(houses, able, last)


def _house(unit: Unit, surnames: Sequence[str], seed: int) -> House:
    rng = lot(seed, unit.code)
    role = {"centre": "dispatcher", "mediation": "mediator"}.get(unit.kind, "officer")
    hours = Hours.from_json(unit.hours) if unit.hours else None
    party = Party(unit.pk, unit.name_zh, calendars.calendar(hours), unit.level, unit.is_last_resort)
    people = tuple(
        _person(f"{rng.choice(surnames)}{rng.choice('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平')}", role, unit)
        for _ in range(MATES)
    )
    return House(party, people, rng.uniform(*PACE), unit.kind == "centre")


def _person(name: str, role: str, unit: Unit) -> Teller:
    """The journal keeps their name, role and unit; the unit's name stands in the entries that name the unit."""
    return replace(teller(Actor(kind="staff", name=name, role=role, unit_id=unit.pk)), unit_name=unit.name_zh)
