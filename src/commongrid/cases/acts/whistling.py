"""吹哨报到: units are called to a place by a time, confirm, and report in; who does not is seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from commongrid.base.access.terms import Actor
from commongrid.base.journal.statement import Insert, Update, Write
from commongrid.base.verdicts import Refused
from commongrid.cases.acts.core import Move, carry_out, check, needs
from commongrid.cases.lifecycle import ACTS
from commongrid.cases.models import Case, Whistle
from commongrid.registry.units.models import Unit


def whistle(
    case: Case, units: Sequence[Unit], *, place: str, by_when: datetime, by: Actor, at: datetime, why: str
) -> Case:
    """吹哨: the named units are to report in at a place by a time; those who do not are seen."""
    act = ACTS["whistle"]
    check(case, act, by=by, at=at)
    needs(why, "why")
    needs(place, "place")
    if not units:
        raise Refused("cases.needs", what="units")
    if by_when <= at:
        raise Refused("cases.until_in_the_past")
    shared = {
        "case": case.pk,
        "place": place,
        "by_when": by_when,
        "text": why,
        "called_by": by.name,
        "called_at": at,
    }
    rows: list[Write] = [Insert(Whistle, {**shared, "unit": unit.pk}) for unit in dict.fromkeys(units)]
    data = {
        "place": place,
        "by_when": by_when.isoformat(),
        "units": [unit.pk for unit in units],
        "unit_names": [unit.name_zh for unit in units],
    }
    called = [*dict.fromkeys([*case.called_ids, *(unit.pk for unit in units)])]
    return carry_out(case, act, Move(data, {"called_ids": called}, rows), by=by, at=at, why=why)


def answer_whistle(case: Case, *, arrived: bool, by: Actor, at: datetime, why: str = "") -> Case:
    """报到: a called unit confirms (`arrived` false) or reports in on the spot (true)."""
    act = ACTS["answer_whistle"]
    called = case.whistles.filter(unit=by.unit_id or 0, arrived_at=None).exists()
    if not called:
        raise Refused("cases.not_called", unit=by.unit_name)
    check(case, act, by=by, at=at)
    told = {"arrived_at": at, "confirmed_at": at} if arrived else {"confirmed_at": at}
    row = Update(Whistle, {"case": case.pk, "unit": by.unit_id, "arrived_at": None}, told)
    data = {"unit": by.unit_id, "unit_name": by.unit_name, "arrived": arrived}
    return carry_out(case, act, Move(data, {}, [row]), by=by, at=at, why=why)
