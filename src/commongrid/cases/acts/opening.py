"""A case begins: opened for a report, or settled on the spot. Only `intake` calls these."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, Actor
from commongrid.base.calendar import queries as calendars
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert, Write
from commongrid.base.journal.terms import NewEntry
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Refused
from commongrid.cases import clocks, numbers, rules, search
from commongrid.cases.acts.core import SUBJECT, Reason, deadline_columns, reasons
from commongrid.cases.lifecycle import OPENING, SETTLING
from commongrid.cases.models import Case
from commongrid.cases.terms import Status
from commongrid.registry.matters.terms import Criterion, Item
from commongrid.registry.units.models import Unit

TRIES = 5


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


def open_case(
    opening: Opening,
    *,
    by: Actor,
    at: datetime,
    why: Reason = (),
    then: Sequence[Write] = (),
    case_id: Any = None,
) -> Case:
    """立案: open a case; its dispatch clock starts. `then`: rows written in the same statement if it succeeds."""
    require(by, OPENING.ability, EVERYTHING)
    case = _blank(opening, at, case_id)
    data = {"limits": rules.limits_of(opening.row), "fixed": opening.fixed, **_told(opening)}
    _start_clock(case, OPENING.kind, at, data)
    return _write(case, opening, OPENING.kind, data, by=by, at=at, why=why, then=then)


def settle(
    opening: Opening,
    unit: Unit,
    *,
    by: Actor,
    at: datetime,
    why: Reason = (),
    then: Sequence[Write] = (),
    case_id: Any = None,
) -> Case:
    """当场办结: the one on the spot found it, fixed it and showed before and after; one act, one entry."""
    require(by, SETTLING.ability, opening)
    case = _blank(opening, at, case_id)
    case.status, case.settled, case.on_time = Status.CLOSED, True, True
    case.done_at = case.closed_at = at
    case.lead_unit_id, case.handler_id, case.unit_ids = unit.pk, by.account_id, [unit.pk]
    limits = rules.limits_of(opening.row)
    data = {"unit": unit.pk, "unit_name": unit.name_zh, "limits": limits, **_told(opening)}
    _start_clock(case, SETTLING.kind, at, data)
    return _write(case, opening, SETTLING.kind, data, by=by, at=at, why=why, then=then)


def _start_clock(case: Case, kind: str, at: datetime, data: dict[str, Any]) -> None:
    after = clocks.advance(clocks.EMPTY, calendars.calendar(None), clocks.Step(kind, at, data))
    case.clock = clocks.to_json(after)
    for name, value in deadline_columns(after).items():
        setattr(case, name, value)


def _blank(opening: Opening, at: datetime, case_id: Any) -> Case:
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


def _told(opening: Opening) -> dict[str, Any]:
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


def _write(
    case: Case,
    opening: Opening,
    kind: str,
    data: dict[str, Any],
    *,
    by: Actor,
    at: datetime,
    why: Reason,
    then: Sequence[Write],
) -> Case:
    whys = tuple(reason.as_json() for reason in reasons(why))
    day = timezone.localtime(at).date()
    for _ in range(TRIES):
        case.number = numbers.make(opening.letters, day, secrets.randbelow(numbers.RANDOM_SPACE))
        entry = NewEntry(kind, at, by.snapshot(), {**data, "number": case.number}, whys)
        lexemes = search.lexemes(case.number, case.title, opening.words, case.address)
        values = {**_columns(case), "search": lexemes}
        insert = Insert(Case, values, or_nothing=True)
        if journal.open_subject(SUBJECT, insert, entry, subject_id=case.pk, then=then, row=case):
            return case
    raise Refused("cases.no_number")


def _columns(case: Case) -> dict[str, Any]:
    skipped = {"seq", "head", "search"}
    columns = [meta for meta in Case._meta.concrete_fields if meta.name not in skipped]
    return {meta.name: getattr(case, meta.attname) for meta in columns}
