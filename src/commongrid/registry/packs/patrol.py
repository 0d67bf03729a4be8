"""Patrol demands in a pack: `patrol.csv`, a line for each. Pure; work/patrol takes them over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from commongrid.base.verdicts import Why
from commongrid.registry.matters.terms import Confidence
from commongrid.registry.packs.fields import Code, Line, Named, blank_is_none
from commongrid.registry.packs.terms import Fault
from commongrid.registry.premises.terms import Kind

TABLE = "patrol.csv"
type MaybeWhole = Annotated[Annotated[int, Field(ge=1, le=731)] | None, BeforeValidator(blank_is_none)]


def _clock(text: object) -> object:
    """ "09:30" as minutes since midnight; blank as None."""
    if not isinstance(text, str):
        return text
    if not text:
        return None
    hour, colon, minute = text.partition(":")
    if not (colon and hour.isdecimal() and minute.isdecimal() and int(hour) <= 24 and int(minute) < 60):
        raise ValueError("no time of day: write 09:30")
    return int(hour) * 60 + int(minute)


type Clock = Annotated[int | None, BeforeValidator(_clock)]


class PatrolLine(Line):
    """What is walked to how often: either `every_days`, or `times` in each `per`. `premises` are kinds separated by "|"."""

    code: Code
    name_zh: Named
    name_en: str = ""
    area: str = Field(default="", pattern=r"^[0-9]{0,15}$")
    what: Literal["premises", "grid"] = "premises"
    premises: str = Field(default="", pattern=r"^([a-z_]+(\|[a-z_]+)*)?$")
    facet: Literal["", "no_captain", "rented", "gaps"] = ""
    floors: MaybeWhole = None
    rooms: MaybeWhole = None
    every_days: MaybeWhole = None
    times: MaybeWhole = None
    per: Literal["", "month", "quarter"] = ""
    minutes: int = Field(default=10, ge=1, le=240)
    opens: Clock = None
    closes: Clock = None
    who: str = ""
    checklist: str = ""
    matters: str = ""
    confidence: Confidence
    source: str = ""


def faults(
    lines: Iterable[PatrolLine], checklists: Collection[str], matters: Collection[str]
) -> Iterator[Fault]:
    """What names something that is not there, or says how often in two ways or none."""
    for line in lines:
        for key, facts in _wrong(line, checklists, matters):
            yield Fault(TABLE, line.line, Why(key, {"code": line.code, **facts}))


def _wrong(
    line: PatrolLine, checklists: Collection[str], matters: Collection[str]
) -> Iterator[tuple[str, dict[str, str]]]:
    if (line.every_days is None) == (line.times is None or not line.per):
        yield "packs.patrol_how_often", {}
    if (line.what == "premises") != bool(line.premises):
        yield "packs.patrol_what", {}
    for kind in line.premises.split("|") if line.premises else ():
        if kind not in set(Kind):
            yield "packs.patrol_kind", {"kind": kind}
    if line.checklist and line.checklist not in checklists:
        yield "packs.unknown_checklist", {"code": line.checklist}
    for matter in line.matters.split("|") if line.matters else ():
        if matter not in matters:
            yield "packs.unknown_matter", {"code": matter}
