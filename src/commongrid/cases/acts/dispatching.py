"""The dispatcher's acts: to whom, to which centre, together with what, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.journal.statement import Insert, Update, Write
from commongrid.base.verdicts import Refused
from commongrid.cases import clocks
from commongrid.cases.acts.core import Move, Reason, carry_out, check, needs
from commongrid.cases.lifecycle import ACTS
from commongrid.cases.models import Assignment, Case
from commongrid.cases.terms import Status
from commongrid.registry.units.models import Unit


def assign(
    case: Case,
    lead: Unit,
    *,
    by: Actor,
    at: datetime,
    why: Reason,
    joint: Sequence[Unit] = (),
    fixed: str = "",
) -> Case:
    """派遣: give the case to a lead unit and any joint units; the accept clock starts.

    `fixed`: an ISO instant by which the handling is promised, in place of the catalogue's limit.
    """
    check(case, ACTS["assign"], by=by, at=at)
    joint = [unit for unit in dict.fromkeys(joint) if unit.pk != lead.pk]
    for unit in (lead, *joint):
        if not unit.active:
            raise Refused("cases.unit_not_active", unit=unit.name_zh)
    data: dict[str, Any] = {
        "lead": lead.pk,
        "lead_name": lead.name_zh,
        "lead_level": lead.level,
        "joint": [unit.pk for unit in joint],
        "joint_names": [unit.name_zh for unit in joint],
    }
    if fixed:
        data["fixed"] = {"handle": fixed}
    changes = {
        "lead_unit": lead.pk,
        "unit_ids": [lead.pk, *(unit.pk for unit in joint)],
        "handler": None,
    }
    with transaction.atomic():
        if case.status == Status.ASSIGNED:
            _end_assignments(case, "reassigned", at)
        then: list[Write] = [
            _assignment(case, unit, is_lead=unit.pk == lead.pk, at=at) for unit in (lead, *joint)
        ]
        case.lead_unit = lead
        return carry_out(case, ACTS["assign"], Move(data, changes, then), by=by, at=at, why=why)


def _assignment(case: Case, unit: Unit, *, is_lead: bool, at: datetime) -> Insert:
    values = {"case": case.pk, "round": case.round, "unit": unit.pk, "is_lead": is_lead, "assigned_at": at}
    return Insert(Assignment, {**values, "ended_why": ""})


def _end_assignments(case: Case, why: str, at: datetime) -> None:
    Assignment.objects.filter(case=case, ended_at=None).update(ended_at=at, ended_why=why)


def take_back(case: Case, *, by: Actor, at: datetime, why: str = "") -> Case:
    """撤回派遣: undo a dispatch the unit has not taken on yet; the case waits again, its clock as if never given."""
    act = ACTS["take_back"]
    check(case, act, by=by, at=at)
    changes: dict[str, Any] = {"lead_unit": None, "unit_ids": [], "handler": None}
    ended = _close_rows(case, "taken_back", at)
    return carry_out(case, act, Move(_held_by(case), changes, [ended]), by=by, at=at, why=why)


def _held_by(case: Case) -> dict[str, Any]:
    """The units that lose the case, as the entry names them."""
    if case.lead_unit is None:
        return {}
    joint = [unit for unit in case.unit_ids if unit != case.lead_unit_id]
    return {"lead": case.lead_unit_id, "lead_name": case.lead_unit.name_zh, "joint": joint}


def escalate(case: Case, to: Unit, *, by: Actor, at: datetime, why: str) -> Case:
    """上报: hand the case up to another centre, which now has to dispatch it; the clock goes on."""
    return _hand_over(case, "escalate", to, by=by, at=at, why=why)


def delegate(case: Case, to: Unit, *, by: Actor, at: datetime, why: str) -> Case:
    """下派: hand the case down to another centre; the clock goes on."""
    return _hand_over(case, "delegate", to, by=by, at=at, why=why)


def _hand_over(case: Case, name: str, to: Unit, *, by: Actor, at: datetime, why: str) -> Case:
    act = ACTS[name]
    check(case, act, by=by, at=at)
    needs(why, "why")
    if to.kind != "centre" or to.pk == case.centre_id:
        raise Refused("cases.not_another_centre", unit=to.name_zh)
    data = {"centre": to.pk, "centre_name": to.name_zh, "from": case.centre_id}
    return carry_out(case, act, Move(data, {"centre": to.pk}), by=by, at=at, why=why)


def void(case: Case, *, by: Actor, at: datetime, reason: str, why: str) -> Case:
    """作废: end a case that should not be one; its reporters are told the reason."""
    act = ACTS["void"]
    check(case, act, by=by, at=at)
    needs(why, "why")
    needs(reason, "reason")
    data = {"reason": reason, **_held_by(case)}
    return carry_out(case, act, Move(data, _ended(), [_close_rows(case, "void", at)]), by=by, at=at, why=why)


def merge(case: Case, into: Case, *, by: Actor, at: datetime, why: Reason) -> Case:
    """并案: `case` ends, `into` goes on with the reporters of both and the earlier clock. Returns `into`."""
    check(case, ACTS["merge"], by=by, at=at)
    check(into, ACTS["absorb"], by=by, at=at)
    if case.pk == into.pk:
        raise Refused("cases.merge_with_itself", number=case.number)
    kept = clocks.earliest(clocks.from_text(into.clock), clocks.from_text(case.clock), at=at)
    with transaction.atomic():
        told: dict[str, Any] = {"into": str(into.pk), "into_number": into.number, **_held_by(case)}
        changes = {"merged_into": into.pk, **_ended()}
        carry_out(
            case, ACTS["merge"], Move(told, changes, [_close_rows(case, "merged", at)]), by=by, at=at, why=why
        )
        changes = {
            "reporters": into.reporters + case.reporters,
            "clock": clocks.to_text(kept),
            **clocks.deadline_columns(kept),
        }
        told = {"from": str(case.pk), "from_number": case.number, "clock": clocks.to_json(kept)}
        return carry_out(into, ACTS["absorb"], Move(told, changes), by=by, at=at, why=why)


def _ended() -> dict[str, Any]:
    return {"lead_unit": None, "unit_ids": [], "paused_until": None}


def _close_rows(case: Case, why: str, at: datetime) -> Update:
    return Update(Assignment, {"case": case.pk, "ended_at": None}, {"ended_at": at, "ended_why": why})


def join(
    case: Case, *, by: Actor, at: datetime, report: str, channel: str, then: Sequence[Write] = ()
) -> Case:
    """One more report of the same thing: its reporter follows this case and counts."""
    act = ACTS["join"]
    check(case, act, by=by, at=at)
    data = {"report": report, "channel": channel, "reporters": case.reporters + 1}
    return carry_out(case, act, Move(data, {"reporters": case.reporters + 1}, list(then)), by=by, at=at)
