"""Putting matter or place of a case right: what changes, what is told, and which limits then count."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from commongrid.base.verdicts import Refused
from commongrid.cases import rules
from commongrid.cases.models import Case
from commongrid.doors.desk import matter_choice
from commongrid.intake import queries as intake
from commongrid.registry.matters import queries as matters


@dataclass(slots=True)
class Corrected:
    """Columns that change, names before and after for the journal, limits to count anew ({}: they stand)."""

    changes: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    limits: dict[str, Any] = field(default_factory=dict)


def corrected(case: Case, said: dict[str, Any]) -> Corrected:
    """From what was filled in; raises Refused when nothing would change, or the place is outside."""
    found = Corrected()
    _matter(case, said.get("matter", ""), found)
    _place(case, said, found)
    if not found.changes:
        raise Refused("cases.needs", what="correction")
    return found


def _matter(case: Case, code: str, found: Corrected) -> None:
    item = matter_choice.chosen(code) if code else None
    if item is None or item.matter_id == case.matter_id:
        return
    row = matters.row_for(item.code).answer
    before = matters.edition_kept(case.edition_id)
    found.changes |= {"matter": item.matter_id, "edition": item.edition_id, "row": row.id}
    found.changes |= {"is_public": item.is_public, "confidential": item.confidential}
    found.told |= {"matter_before_zh": before.name_zh, "matter_zh": item.name_zh, "matter_en": item.name_en}
    found.limits = rules.limits_of(row)


def _place(case: Case, said: dict[str, Any], found: Corrected) -> None:
    lon, lat, address = said.get("lon"), said.get("lat"), said.get("address", "").strip()
    if address != case.address:
        found.changes["address"] = address
        found.told |= {"address_before": case.address, "address": address}
    if lon is None or lat is None or (lon, lat) == (case.lon, case.lat):
        return
    place = intake.place(lon, lat)
    found.changes |= {"lon": lon, "lat": lat, "cell": intake.cell(lon, lat), "area": place.area}
    found.changes |= {"division": place.division_id, "grid": place.grid_id}
    found.told |= {"area_before": case.area, "area": place.area}
