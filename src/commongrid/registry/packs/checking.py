"""What is wrong with a pack whose lines are each in form: doubles, things named and not there, counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

from commongrid.base.verdicts import Fact, Why
from commongrid.registry.checklists import faults as flaws
from commongrid.registry.matters import rules as matters
from commongrid.registry.packs import checklists, making, statutes
from commongrid.registry.packs import patrol as patrols
from commongrid.registry.packs.reading import Pack
from commongrid.registry.packs.terms import Fault
from commongrid.registry.units.terms import Role

LIKE_DIGITS = str.maketrans("OIL", "011")


def faults(pack: Pack) -> list[Fault]:
    """Every fault between the lines, in order of file and line."""
    checks = (
        doubles,
        unknown_matters,
        matters_themselves,
        untranslated,
        units_and_cast,
        inspected,
        patrolled,
        ruled,
        miscounted,
    )
    found = [fault for check in checks for fault in check(pack)]
    return sorted(found, key=lambda fault: (fault.file, fault.line))


def ruled(pack: Pack) -> Iterator[Fault]:
    """The country's rules of law, and the city's own beside them."""
    laws, lines, wrong = statutes.national()
    yield from wrong
    yield from statutes.faults([*laws, *pack.laws], pack.statutes, [line.key for line in lines])


def near(code: str) -> str:
    """One form for codes that are easily taken for one another: case, separators, leading zeros, O and 0, I and 1."""
    plain = re.sub(r"[^A-Z0-9]+", "-", code.upper())
    return re.sub(
        r"\d+", lambda digits: str(int(digits.group())), re.sub(r"(?<=\d)[OIL]|[OIL](?=\d)", _digit, plain)
    )


def _digit(found: re.Match[str]) -> str:
    return found.group().translate(LIKE_DIGITS)


KEYS: tuple[tuple[str, Callable[[Any], Hashable]], ...] = (
    ("departments", lambda line: near(line.code)),
    ("matters", lambda line: near(line.code)),
    ("matters", lambda line: line.name_zh),
    ("criteria", lambda line: (line.code, line.order)),
    ("questions", lambda line: (line.code, line.key)),
    ("reasons", lambda line: (line.kind, near(line.code))),
    ("reasons", lambda line: (line.kind, line.zh)),
    ("distinctions", lambda line: tuple(sorted(line.codes.split("|")))),
    ("words", lambda line: line.zh),
    ("units", lambda line: (line.for_each, line.code)),
    ("cast", lambda line: (line.username, line.role, line.unit, line.area)),
    ("residents", lambda line: line.key),
    ("checklists", lambda line: near(line.code)),
    ("patrol", lambda line: near(line.code)),
)
"""What may stand once only in each table."""


def doubles(pack: Pack) -> Iterator[Fault]:
    """The same key twice in one table; codes that only look different count as the same."""
    for name, key in KEYS:
        first: dict[Hashable, int] = {}
        for line in getattr(pack, name):
            before = first.setdefault(key(line), line.line)
            if before != line.line:
                facts: dict[str, Fact] = {"key": _spoken(key(line)), "first": before}
                yield Fault(f"{name}.csv", line.line, Why("packs.double", facts))


def _spoken(key: Hashable) -> str:
    return " ".join(str(part) for part in key) if isinstance(key, tuple) else str(key)


def unknown_matters(pack: Pack) -> Iterator[Fault]:
    known = {line.code for line in pack.matters}
    for told in pack.distinctions:
        for code in told.codes.split("|"):
            if code not in known:
                yield Fault("distinctions.csv", told.line, Why("packs.unknown_matter", {"code": code}))
    for name, lines in (("criteria.csv", pack.criteria), ("questions.csv", pack.questions)):
        for line in lines:
            if line.code not in known:
                yield Fault(name, line.line, Why("packs.unknown_matter", {"code": line.code}))


def matters_themselves(pack: Pack) -> Iterator[Fault]:
    """What keeps a matter from being published (the same rules as on the desk), and departments nobody bears."""
    departments = {line.code for line in pack.departments}
    for line, item in zip(pack.matters, making.items(pack), strict=True):
        for why in matters.faults(item, departments):
            yield Fault("matters.csv", line.line, why)
    borne = {unit.department for unit in pack.units}
    used = {line.department for line in pack.matters} | {
        line.department for line in pack.criteria if line.department
    }
    for department in pack.departments:
        if department.code in used and department.code not in borne:
            yield Fault("departments.csv", department.line, Why("packs.no_unit", {"code": department.code}))


def untranslated(pack: Pack) -> Iterator[Fault]:
    """Names of classes and matters are in both languages; longer texts may be in Chinese only."""
    words = {line.zh for line in pack.words}
    seen: dict[str, int] = {}
    for line in pack.matters:
        if not line.name_en:
            yield Fault("matters.csv", line.line, Why("packs.no_english", {"words": line.name_zh}))
        for name in (line.class_zh, line.subclass_zh):
            seen.setdefault(name, line.line)
    for name, number in seen.items():
        if name not in words:
            yield Fault("matters.csv", number, Why("packs.no_english", {"words": name}))


def units_and_cast(pack: Pack) -> Iterator[Fault]:
    departments = {line.code for line in pack.departments}
    known = [pattern(line.code) for line in pack.units]
    for unit in pack.units:
        if unit.department and unit.department not in departments:
            facts: dict[str, Fact] = {"department": unit.department}
            yield Fault("units.csv", unit.line, Why("packs.unknown_department", facts))
        if unit.parent and not _fits(re.sub(r"\{\w+\}", "0" * 9, unit.parent), known):
            yield Fault("units.csv", unit.line, Why("packs.unknown_unit", {"unit": unit.parent}))
    for each in pack.cast:
        if each.role and not _fits(each.unit, known):
            yield Fault("cast.csv", each.line, Why("packs.unknown_unit", {"unit": each.unit}))
        if each.role in {Role.GRID_WORKER, Role.GRID_LEADER} and not each.area:
            yield Fault("cast.csv", each.line, Why("packs.no_area", {"username": each.username}))


def pattern(code: str) -> re.Pattern[str]:
    """A unit's code as what it may become: the braces of a pattern stand for a division's digits."""
    return re.compile(r"\d+".join(re.escape(part) for part in re.split(r"\{\w+\}", code)))


def _fits(code: str, known: Iterable[re.Pattern[str]]) -> bool:
    return any(each.fullmatch(code) for each in known)


def inspected(pack: Pack) -> Iterator[Fault]:
    """What keeps a checklist from being published (the same flaws as on the desk)."""
    matters = {item.code: flaws.answers_of(item) for item in making.items(pack)}
    yield from checklists.faults(pack.checklists, pack.checklist_questions, matters)


COUNTED = ("departments", "matters", "criteria", "reasons", "units", "checklists", "checklist_questions")


def patrolled(pack: Pack) -> Iterator[Fault]:
    """Patrol demands name kinds of place, checklists and matters that there are."""
    known = {line.code for line in pack.checklists}
    yield from patrols.faults(pack.patrol, known, {line.code for line in pack.matters})


def miscounted(pack: Pack) -> Iterator[Fault]:
    """What pack.toml says there must be, against the tables; places and posts are counted on loading."""
    for name in COUNTED:
        expected, found = pack.file.counts.get(name), len(getattr(pack, name))
        if expected is not None and expected != found:
            facts: dict[str, Fact] = {"what": name, "expected": expected, "found": found}
            yield Fault("pack.toml", 0, Why("packs.miscounted", facts))
