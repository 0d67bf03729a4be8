"""The open cases a case or a report is most likely about, for the desk's offers to merge and to follow."""

from __future__ import annotations

from dataclasses import replace

from commongrid.cases.models import Case
from commongrid.intake import alike
from commongrid.intake.alike import Alike
from commongrid.intake.models import Report
from commongrid.registry.matters.terms import Item


def likeliest(case: Case) -> Alike | None:
    """The likeliest twin of a case, by matter, place and time: its title only repeats place and matter."""
    found = alike.find(replace(alike.of_case(case), words=""), case.opened_at, limit=1)
    return found[0] if found else None


def of_report(report: Report, item: Item | None) -> list[Alike]:
    """Open cases a report may be about, the likeliest first; `item`: its matter, chosen or suggested."""
    sighting = alike.of_report(report)
    if item is not None and not sighting.items:
        sighting = replace(sighting, items=(item,))
    return alike.find(sighting, sighting.at)
