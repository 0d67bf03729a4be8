"""What a grid worker has to know of a matter, in the reader's language and for the reader's own area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from commongrid.doors.look import limits, naming
from commongrid.intake import queries as intake
from commongrid.registry.matters import nearness
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Confidence, Criterion, Item, Text, text
from commongrid.registry.units import queries as units


@dataclass(frozen=True, slots=True)
class Line:
    """A matter in a list: its name, and when it is one; beside another, how the two are told apart if somebody said so."""

    code: str
    name: Text
    when: Text


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way: what happens, who does it ("": whoever did the step before), in what time."""

    what: str
    who: str
    within: str


@dataclass(frozen=True, slots=True)
class Row:
    """One filing criterion with its closing, its handling limit and, where it is another's, its unit."""

    filed: Text
    closed: Text
    within: str
    who: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All of it, for one screen."""

    item: Item
    name: Text
    klass: Text
    photograph: Text
    patrol: Text
    standard: Text
    rows: Sequence[Row]
    steps: Sequence[Step]
    neighbours: Sequence[Line]
    is_proposal: bool


def found(asked: str, of_class: str) -> list[Item]:
    """The matters that answer to the words, the best first; else those of a class, or all, by code."""
    if asked.strip():
        items = [each.item for each in matters.search(asked, limit=200)]
    else:
        items = matters.catalogue()
    return [item for item in items if not of_class or item.class_zh == of_class]


def classes(language: str) -> list[tuple[str, str, int]]:
    """Every class with its name and how many matters it has, in the order of the catalogue."""
    count: dict[str, int] = {}
    names: dict[str, str] = {}
    for item in matters.catalogue():
        count[item.class_zh] = count.get(item.class_zh, 0) + 1
        names.setdefault(item.class_zh, text(item.class_zh, item.class_en, language).words)
    return [(zh, names[zh], many) for zh, many in count.items()]


def line(item: Item, language: str) -> Line:
    first = item.rows[0]
    return Line(item.code, item.name(language), text(first.criterion_zh, first.criterion_en, language))


def sheet(item: Item, area: str, language: str) -> Sheet:
    """What to know of a matter; units are those that answer for it in this area."""

    def say(name: str) -> Text:
        return text(getattr(item, f"{name}_zh"), getattr(item, f"{name}_en"), language)

    near = nearness.neighbours(item, matters.catalogue())
    return Sheet(
        item=item,
        name=item.name(language),
        klass=say("class"),
        photograph=say("evidence"),
        patrol=say("patrol"),
        standard=say("standard"),
        rows=[_row(row, item, area, language) for row in item.rows],
        steps=_steps(item, area, language),
        neighbours=[_beside(item, each, language) for each in near],
        is_proposal=item.confidence == Confidence.PROPOSAL,
    )


def _beside(item: Item, other: Item, language: str) -> Line:
    apart = nearness.told_apart(item.code, other.code, matters.distinctions())
    found = line(other, language)
    return replace(found, when=apart.words(language)) if apart else found


def _row(row: Criterion, item: Item, area: str, language: str) -> Row:
    return Row(
        filed=text(row.criterion_zh, row.criterion_en, language),
        closed=text(row.closing_zh, row.closing_en, language),
        within=limits.length(row.limits.handle),
        who=who(row.department, area, language) if row.department != item.department else "",
    )


def _steps(item: Item, area: str, language: str) -> list[Step]:
    """The four stages of the first row; where rows differ in handling, from the shortest to the longest."""
    row = item.rows[0]
    unit, centre = who(item.department, area, language), _("the centre")
    spans = list(dict.fromkeys(limits.length(each.limits.handle) for each in item.rows))
    handle = spans[0] if len(spans) == 1 else _("by the rows above")
    checker = _("the unit itself, some again by you") if item.self_check else _("a grid worker")
    return [
        Step(_("Dispatches it"), centre, limits.length(row.limits.dispatch)),
        Step(_("Takes it on"), unit, limits.length(row.limits.accept)),
        Step(_("Puts it right"), "", handle),
        Step(_("Checks it"), checker, limits.length(row.limits.check)),
    ]


def who(department: str, area: str, language: str) -> str:
    """The unit that answers for a department's matters at a place; the department's name where none stands there."""
    there = units.units_for(department, intake.path_of(area)) if area else []
    if there:
        return naming.of(there[0])
    found = matters.departments().get(department)
    return text(found.name_zh, found.name_en, language).words if found else department
