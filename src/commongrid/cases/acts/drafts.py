"""The row made of what a new case needs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from commongrid.base.privacy.ids import uuid7
from commongrid.cases import numbers, search
from commongrid.cases.beginnings import Opening
from commongrid.cases.models import Case
from commongrid.cases.terms import Status
from commongrid.registry.places import queries as places
from commongrid.registry.units.models import Unit


def blank(opening: Opening[Unit], at: datetime, case_id: Any) -> Case:
    """The case before its clock starts: waiting, its id made from `at` unless one is given."""
    return Case(
        id=case_id or uuid7(at),
        title=opening.title[:120],
        status=Status.WAITING,
        moved_at=at,
        opened_at=at,
        matter_id=opening.item.matter_id,
        edition_id=opening.item.edition_id,
        row_id=opening.row.id if opening.row else None,
        is_public=opening.item.is_public,
        confidential=opening.item.confidential,
        channel=opening.channel,
        area=opening.area,
        division_id=opening.division_id,
        grid_id=opening.grid_id,
        lon=opening.lon,
        lat=opening.lat,
        cell=opening.cell,
        address=opening.address[:200],
        centre=opening.centre,
        reporters=opening.reporters,
    )


def found_by(number: str, area: str, title: str, matter: str, address: str) -> str:
    """The words a case is found by: the end of its number, title, matter, address, and its town and community."""
    known = places.atlas().divisions
    names = dict.fromkeys(known[code].name for code in (area[:9], area[:12]) if code in known)
    return search.lexemes(numbers.tail(number), title, matter, address, *names)


def columns(case: Case) -> dict[str, Any]:
    """The row to insert, without what the journal and the search fill in."""
    skipped = {"seq", "head", "search"}
    columns = [meta for meta in Case._meta.concrete_fields if meta.name not in skipped]
    return {meta.name: getattr(case, meta.attname) for meta in columns}
