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
from commongrid.registry.units import queries as units
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
    """Units by id; who handles what is worked out once for each matter and community."""

    houses: dict[int, House]
    seed: int
    office: Calendar = field(default_factory=calendars.calendar)
    leads: dict[tuple[str, str], House] = field(default_factory=dict)

    @cached_property
    def system(self) -> Teller:
        return teller(SYSTEM)

    @cached_property
    def resident(self) -> Teller:
        return teller(Actor(kind="resident", role="resident"))

    def lead(self, item: Item, area: str) -> House:
        """The unit this matter goes to here: of its department the closest, else the owner of last resort."""
        key = (item.department, area[:12])
        found = self.leads.get(key)
        if found is None:
            path = intake.path_of(area)
            able = units.units_for(item.department, path)
            last = units.last_resort(path)
            chosen = able[0] if able else last
            found = self.leads[key] = self.houses[chosen.pk] if chosen else next(iter(self.houses.values()))
        return found

    def last_resort(self, area: str) -> House | None:
        key = ("", area[:12])
        if key not in self.leads:
            last = units.last_resort(intake.path_of(area))
            if last is None:
                return None
            self.leads[key] = self.houses[last.pk]
        return self.leads[key]


def gather(seed: int) -> Crowd:
    """Every unit in use with its people."""
    every = list(Unit.objects.filter(active=True).order_by("code"))
    surnames = words.said()["surnames"]
    return Crowd({unit.pk: _house(unit, surnames, seed) for unit in every}, seed)


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
