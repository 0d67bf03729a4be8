"""吹哨报到: units are called to a place by a time, confirm, and report in; who does not is seen. What they agree is noted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from commongrid.base.access.terms import Actor
from commongrid.base.journal.statement import Insert, Update, Write
from commongrid.base.verdicts import Refused
from commongrid.cases.acts.core import Move, carry_out, check, needs
from commongrid.cases.lifecycle import ACTS
from commongrid.cases.models import Case, Task, Whistle
from commongrid.cases.terms import MOST_STARS, ArrivedBy, Near
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
        "arrived_by": "",
        "near": "",
        "note": "",
        "rated_by": "",
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


def answer_whistle(
    case: Case, *, arrived: bool, by: Actor, at: datetime, why: str = "",
    how: ArrivedBy = ArrivedBy.SAID, near: Near | None = None,
) -> Case:  # fmt: skip
    """报到: a called unit confirms (`arrived` false) or reports in on the spot (true), from far off only with words."""
    act = ACTS["answer_whistle"]
    called = case.whistles.filter(unit=by.unit_id or 0, arrived_at=None).exists()
    if not called:
        raise Refused("cases.not_called", unit=by.unit_name)
    check(case, act, by=by, at=at)
    if arrived and near == Near.FAR:
        needs(why, "why")
    told = {
        "arrived_at": at,
        "confirmed_at": at,
        "arrived_by": str(how),
        "near": near or "",
        "note": why[:200],
    }
    row = Update(
        Whistle,
        {"case": case.pk, "unit": by.unit_id, "arrived_at": None},
        told if arrived else {"confirmed_at": at},
    )
    data = {"unit": by.unit_id, "unit_name": by.unit_name, "arrived": arrived}
    if arrived:
        data |= {"way": str(how), "near": near and str(near)}
    return carry_out(case, act, Move(data, {}, [row]), by=by, at=at, why=why)


def rate_called(case: Case, unit: Unit, *, stars: int, by: Actor, at: datetime, why: str = "") -> Case:
    """The caller rates how a unit answered, once it has come or its time is over; the last word counts."""
    act = ACTS["rate_called"]
    check(case, act, by=by, at=at)
    if not 1 <= stars <= MOST_STARS:
        raise Refused("cases.stars_out_of_range", most=MOST_STARS)
    call = case.whistles.filter(unit=unit.pk).order_by("-called_at").first()
    if call is None:
        raise Refused("cases.not_called", unit=unit.name_zh)
    if call.arrived_at is None and at <= call.by_when:
        raise Refused("cases.not_there_yet", unit=unit.name_zh)
    row = Update(Whistle, {"id": call.pk}, {"stars": stars, "rated_by": by.name, "rated_at": at})
    data = {"unit": unit.pk, "unit_name": unit.name_zh, "stars": stars}
    return carry_out(case, act, Move(data, {}, [row]), by=by, at=at, why=why)


def agree_task(case: Case, unit: Unit, *, text: str, due_at: datetime, by: Actor, at: datetime) -> Case:
    """What was agreed on the spot becomes a task of a unit that has the case or was called to it."""
    act = ACTS["agree_task"]
    check(case, act, by=by, at=at)
    needs(text, "text")
    if due_at <= at:
        raise Refused("cases.until_in_the_past")
    if unit.pk not in {*case.unit_ids, *case.called_ids}:
        raise Refused("cases.not_called", unit=unit.name_zh)
    agreed = {
        "case": case.pk,
        "unit": unit.pk,
        "text": text,
        "due_at": due_at,
        "agreed_by": by.name,
        "agreed_at": at,
    }
    row = Insert(Task, {**agreed, "done_by": "", "result": ""})
    told = {
        "unit": unit.pk,
        "units": [unit.pk],
        "unit_name": unit.name_zh,
        "text": text,
        "due_at": due_at.isoformat(),
    }
    return carry_out(case, act, Move(told, {}, [row]), by=by, at=at)


def finish_task(case: Case, task: Task, *, by: Actor, at: datetime, why: str) -> Case:
    """The unit says its task is done, and what came of it."""
    act = ACTS["finish_task"]
    check(case, act, by=by, at=at)
    needs(why, "why")
    if task.unit_id != by.unit_id:
        raise Refused("cases.not_called", unit=by.unit_name)
    if task.done_at is not None:
        raise Refused("cases.task_done_already", text=task.text)
    row = Update(
        Task, {"id": task.pk, "done_at": None}, {"done_at": at, "done_by": by.name, "result": why[:300]}
    )
    told = {"unit": task.unit_id, "unit_name": by.unit_name, "text": task.text}
    return carry_out(case, act, Move(told, {}, [row]), by=by, at=at, why=why)
