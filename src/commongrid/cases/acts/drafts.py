"""What a new case needs, and the row and entry made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from commongrid.base.privacy.ids import uuid7
from commongrid.cases.models import Case
from commongrid.cases.terms import Status
from commongrid.registry.matters.terms import Criterion, Item
from commongrid.registry.units.models import Unit


@dataclass(frozen=True, slots=True)
class Opening:
    """All that a new case needs. `fixed`: stage → ISO instant promised elsewhere, in place of the row's limit.

    Without a row there is no limit at all.
    """

    item: Item
    row: Criterion | None
    title: str
    area: str
    division_id: str
    centre: Unit
    channel: str
    letters: str = ""
    grid_id: int | None = None
    lon: float | None = None
    lat: float | None = None
    cell: int | None = None
    address: str = ""
    words: str = ""
    fixed: dict[str, str] = field(default_factory=dict)
    reporters: int = 1


def blank(opening: Opening, at: datetime, case_id: Any) -> Case:
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


def told(opening: Opening) -> dict[str, Any]:
    """What the entry keeps of the place and the matter, as they were."""
    return {
        "matter": opening.item.matter_id,
        "edition": opening.item.edition_id,
        "matter_zh": opening.item.name_zh,
        "matter_en": opening.item.name_en,
        "area": opening.area,
        "centre": opening.centre.pk,
        "centre_name": opening.centre.name_zh,
        "channel": opening.channel,
    }


def columns(case: Case) -> dict[str, Any]:
    """The row to insert, without what the journal and the search fill in."""
    skipped = {"seq", "head", "search"}
    columns = [meta for meta in Case._meta.concrete_fields if meta.name not in skipped]
    return {meta.name: getattr(case, meta.attname) for meta in columns}
