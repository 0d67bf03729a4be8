"""Rules of law in packs: `laws.csv` and `statutes.csv`, the country's beside every city's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from commongrid.base.verdicts import Why
from commongrid.registry.packs.fields import Code, Line, Words, blank_is_none
from commongrid.registry.packs.shelf import SHELF
from commongrid.registry.packs.tables import read_table
from commongrid.registry.packs.terms import Fault
from commongrid.registry.statutes.terms import Law, Rule, Sure, Unit

NATIONAL = SHELF / "statutes"
LAWS, RULES = "laws.csv", "statutes.csv"
type MaybeDay = Annotated[date | None, BeforeValidator(blank_is_none)]


class LawLine(Line):
    """A law by its full name; `valid_from` blank where only its being in force was seen."""

    code: Code
    zh: Words
    en: Words
    valid_from: MaybeDay = None


class StatuteLine(Line):
    """One rule of an article. `value` is a whole number or a share such as 2/3; blank where nothing is counted."""

    key: str = Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$", max_length=60)
    law: Code
    article: str = Field(min_length=1, max_length=40)
    zh: Words
    en: Words
    value: str = Field(default="", pattern=r"^([0-9]+(/[1-9][0-9]*)?)?$")
    unit: Literal["", *(unit.value for unit in Unit)] = ""  # type: ignore[valid-type]
    binds_zh: str = ""
    binds_en: str = ""
    valid_from: MaybeDay = None
    valid_to: MaybeDay = None
    sure: Sure
    seen_in: str = ""
    checked_on: MaybeDay = None


def national() -> tuple[list[LawLine], list[StatuteLine], list[Fault]]:
    """The country's laws and rules, and what is wrong with their files."""
    laws, wrong = read_table(NATIONAL / LAWS, LawLine)
    lines, more = read_table(NATIONAL / RULES, StatuteLine)
    return laws, lines, [*wrong, *more, *faults(laws, lines, ())]


def faults(laws: Sequence[LawLine], lines: Iterable[StatuteLine], taken: Iterable[str]) -> Iterator[Fault]:
    """A law that is not there, a key that stands twice or is the country's, a value without its unit."""
    known, seen = {law.code for law in laws}, set(taken)
    for line in lines:
        facts: dict[str, Any] = {"key": line.key, "law": line.law}
        if line.law not in known:
            yield Fault(RULES, line.line, Why("packs.unknown_law", facts))
        if line.key in seen:
            yield Fault(RULES, line.line, Why("packs.statute_twice", facts))
        if bool(line.value) != bool(line.unit):
            yield Fault(RULES, line.line, Why("packs.statute_unit", facts))
        seen.add(line.key)


def made(laws: Iterable[LawLine], lines: Iterable[StatuteLine]) -> list[Rule]:
    """Lines without faults as rules; a rule holds since its law does unless it says otherwise."""
    known = {law.code: Law(law.code, law.zh, law.en, law.valid_from) for law in laws}
    return [_rule(line, known[line.law]) for line in lines]


def _rule(line: StatuteLine, law: Law) -> Rule:
    return Rule(
        key=line.key, law=law.code, law_zh=law.zh, law_en=law.en, article=line.article, zh=line.zh, en=line.en,
        sure=line.sure, value=line.value, unit=Unit(line.unit) if line.unit else None,
        binds_zh=line.binds_zh, binds_en=line.binds_en, valid_from=line.valid_from or law.valid_from,
        valid_to=line.valid_to, seen_in=line.seen_in, checked_on=line.checked_on,
    )  # fmt: skip
