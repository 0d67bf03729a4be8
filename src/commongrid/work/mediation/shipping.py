"""What a pack ships for confirmation: `courts.csv` beside pack.toml, a line for each court."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from commongrid.base.verdicts import Why
from commongrid.registry.packs.fields import Code, Line, Named
from commongrid.registry.packs.tables import read_table
from commongrid.registry.packs.terms import Fault, Rejected
from commongrid.registry.units.models import Unit
from commongrid.work.mediation.terms import CourtLevel

FILE = "courts.csv"


class CourtLine(Line):
    """A court: the unit it is, its full name on papers, its level, the divisions it answers for, parted by |."""

    unit: Code
    name_zh: Named
    name_en: str = ""
    level: CourtLevel
    divisions: str = Field(pattern=r"^\d{2,15}(\|\d{2,15})*$")


def read(folder: Path) -> list[tuple[Unit, CourtLine]]:
    """The courts of a pack with their units; none without the file. Rejected names every fault with its line."""
    path = folder / FILE
    if not path.is_file():
        return []
    lines, faults = read_table(path, CourtLine)
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=[line.unit for line in lines])}
    faults += [
        Fault(FILE, line.line, Why("confirmation.no_such_unit", {"unit": line.unit}))
        for line in lines
        if line.unit not in units
    ]
    if faults:
        raise Rejected(faults)
    return [(units[line.unit], line) for line in lines]
