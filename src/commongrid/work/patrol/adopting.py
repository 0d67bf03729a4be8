"""The demands of a pack: `patrol.csv`, a line for each, as registry/packs read and checked them."""

from __future__ import annotations

from datetime import date

from commongrid.base.verdicts import Refused
from commongrid.registry.packs import reading, shelf
from commongrid.registry.packs.patrol import PatrolLine
from commongrid.work.patrol.terms import Wanted


def demands_of(pack: str, area: str, starts_on: date) -> list[Wanted]:
    """What a pack on the shelf demands, from a day on; nothing where it stands elsewhere or ships none."""
    try:
        found, _faults = reading.read(shelf.find(pack))
    except Refused:
        return []
    return [_wanted(line, area, starts_on) for line in found.patrol] if found else []


def _wanted(line: PatrolLine, area: str, starts_on: date) -> Wanted:
    return Wanted(
        code=line.code, zh=line.name_zh, en=line.name_en, area=line.area or area, starts_on=starts_on, what=line.what,
        kinds=tuple(line.premises.split("|")) if line.premises else (), facet=line.facet, floors=line.floors, rooms=line.rooms, every_days=line.every_days,
        times=line.times, per=line.per, minutes=line.minutes, opens=line.opens, closes=line.closes, who=line.who,
        checklist=line.checklist, matters=tuple(line.matters.split("|")) if line.matters else (),
        confidence=line.confidence.value, source=line.source,
    )  # fmt: skip
