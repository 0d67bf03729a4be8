"""A case begins: opened for a report, or settled on the spot. Only `intake` calls these."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from commongrid.base.access.acts import require
from commongrid.base.access.terms import EVERYTHING, Actor
from commongrid.base.calendar import queries as calendars
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert, Write
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Refused
from commongrid.cases import clocks, numbers, rules
from commongrid.cases.acts.core import SUBJECT, Reason, reasons
from commongrid.cases.acts.drafts import blank, columns, found_by
from commongrid.cases.beginnings import Opening, told
from commongrid.cases.lifecycle import OPENING, SETTLING
from commongrid.cases.models import Case
from commongrid.cases.terms import Status
from commongrid.registry.units.models import Unit

TRIES = 5


def open_case(
    opening: Opening[Unit],
    *,
    by: Actor,
    at: datetime,
    why: Reason = (),
    then: Sequence[Write] = (),
    case_id: Any = None,
) -> Case:
    """立案: open a case; its dispatch clock starts. `then`: rows written in the same statement if it succeeds."""
    require(by, OPENING.ability, EVERYTHING)
    case = blank(opening, at, case_id)
    data = {"limits": rules.limits_of(opening.row), "fixed": opening.fixed, **told(opening)}
    _start_clock(case, OPENING.kind, at, data)
    return _write(case, opening, OPENING.kind, data, by=by, at=at, why=why, then=then)


def settle(
    opening: Opening[Unit],
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
    case = blank(opening, at, case_id)
    case.status, case.settled, case.on_time = Status.CLOSED, True, True
    case.done_at = case.closed_at = at
    case.lead_unit_id, case.handler_id, case.unit_ids = unit.pk, by.account_id, [unit.pk]
    limits = rules.limits_of(opening.row)
    data = {"unit": unit.pk, "unit_name": unit.name_zh, "unit_level": unit.level}
    data |= {"limits": limits, **told(opening)}
    _start_clock(case, SETTLING.kind, at, data)
    return _write(case, opening, SETTLING.kind, data, by=by, at=at, why=why, then=then)


def _start_clock(case: Case, kind: str, at: datetime, data: dict[str, Any]) -> None:
    after = clocks.advance(clocks.EMPTY, calendars.calendar(None), clocks.Step(kind, at, data))
    case.clock = clocks.to_text(after)
    for name, value in clocks.deadline_columns(after).items():
        setattr(case, name, value)
    data |= clocks.told_deadline(after)


def _write(
    case: Case,
    opening: Opening[Unit],
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
        lexemes = found_by(case.number, case.area, case.title, opening.words, case.address)
        values = {**columns(case), "search": lexemes}
        insert = Insert(Case, values, or_nothing=True)
        if journal.open_subject(SUBJECT, insert, entry, subject_id=case.pk, then=then, row=case):
            return case
    raise Refused("cases.no_number")
