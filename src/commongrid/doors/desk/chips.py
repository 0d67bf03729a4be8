"""The filters in force as chips that can be taken off, and those that can be put on."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commongrid.base.access.terms import Actor
from commongrid.cases import queries as cases
from commongrid.doors.desk import queues
from commongrid.doors.desk.filters import LIGHTS, Filter
from commongrid.doors.look import facts, naming
from commongrid.intake.terms import Channel
from commongrid.registry.matters import queries as matters
from commongrid.registry.places import queries as places
from commongrid.registry.units import queries as units
from commongrid.registry.units.models import Unit


@dataclass(frozen=True, slots=True)
class Chip:
    """`url` is the list without this filter."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One field of the filter form: name, label, and (value, words) to choose from."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str


def on(found: Filter, choices: list[Choice]) -> list[Chip]:
    """One chip for each filter in force."""
    words = {choice.name: dict(choice.options).get(choice.chosen, choice.chosen) for choice in choices}
    words |= {
        "q": f"“{found.q}”",
        "matter": _matter(found.matter),
        "since": _("from %(day)s") % {"day": found.since},
        "until": _("until %(day)s") % {"day": found.until},
    }
    words["area"] = words["area"] if words["area"] != found.area else naming.placed(found.area, language())
    names = ("q", "light", "area", "kind", "matter", "channel", "unit", "since", "until")
    return [Chip(words[name], f"?{found.query(**{name: ''})}") for name in names if getattr(found, name)]


def language() -> str:
    return (get_language() or "zh-hans")[:2]


def _matter(code: str) -> str:
    """A matter's name in the reader's language; an unknown code stays as it is."""
    known = (item for item in matters.everything() if item.code == code)
    return next((str(item.name(language()).words) for item in known), code)


def choices(found: Filter, actor: Actor) -> list[Choice]:
    """What the list can be narrowed by, each with the values that mean something to this actor."""
    language = get_language() or "zh-hans"
    any_ = [("", _("any"))]
    lights = {"late": _("late"), "soon": _("due soon"), "today": _("due today")}
    channels = [(str(one), facts.word("channel", str(one), language)) for one in Channel]
    return [
        Choice("queue", _("State"), _states(actor), found.queue),
        Choice("light", _("Deadline"), any_ + [(one, lights[one]) for one in LIGHTS], found.light),
        Choice("area", _("Area"), any_ + _areas(actor, language), found.area),
        Choice("kind", _("Matter"), any_ + _classes(language), found.kind),
        Choice("channel", _("Channel"), any_ + channels, found.channel),
        Choice("unit", _("Unit"), any_ + _units(actor, language), found.unit),
    ]


def _states(actor: Actor) -> list[tuple[str, str]]:
    names = {"any": _("any"), "open": queues.name_of("open", actor)}
    return [*names.items(), *((name, queues.name_of(name, actor)) for name in cases.QUEUES)]


def _areas(actor: Actor, language: str) -> list[tuple[str, str]]:
    """Divisions below the actor's area, from memory."""
    known = places.atlas().divisions
    below = [one for code, one in known.items() if code.startswith(actor.area) and 6 < len(code) <= 12]
    return [
        (one.code, naming.in_english(one.name) if language.startswith("en") else one.name)
        for one in sorted(below, key=lambda one: one.code)
    ]


def _classes(language: str) -> list[tuple[str, str]]:
    seen: dict[str, str] = {}
    for item in matters.catalogue():
        seen.setdefault(
            item.class_zh, item.class_en if language.startswith("en") and item.class_en else item.class_zh
        )
    return list(seen.items())


def _units(actor: Actor, language: str) -> list[tuple[str, str]]:
    if actor.role in ("officer", "mediator"):
        return []
    found = units.dispatchable(actor.area or "").order_by("division", "code")
    return [(str(one.pk), name_of(one, language)) for one in found]


def name_of(unit: Unit, language: str) -> str:
    """A unit's name in the reader's language."""
    return (unit.name_en if language.startswith("en") else "") or unit.name_zh
