"""To whom, and back: the dispatcher's acts and the unit's. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from commongrid.base.verdicts import Refused
from commongrid.cases.beginnings import Named
from commongrid.cases.past.people import Party, Reason, Teller
from commongrid.cases.past.story import Past, end_parts, part_of, record
from commongrid.cases.rules import goes_to_last_resort
from commongrid.cases.terms import Status


def assign(
    case: Past,
    lead: Party,
    *,
    by: Teller,
    at: datetime,
    why: Reason,
    joint: Sequence[Party] = (),
    fixed: str = "",
) -> None:
    """派遣: to a lead unit and any joint ones; `fixed`: the ISO instant by which handling is promised."""
    was_assigned = case.status is Status.ASSIGNED
    joint = [unit for unit in {each.pk: each for each in joint}.values() if unit.pk != lead.pk]
    data: dict[str, Any] = {
        "lead": lead.pk,
        "lead_name": lead.name_zh,
        "lead_level": lead.level,
        "joint": [unit.pk for unit in joint],
        "joint_names": [unit.name_zh for unit in joint],
    }
    if fixed:
        data["fixed"] = {"handle": fixed}
    before, case.lead = case.lead, lead
    try:
        record(case, "assign", data, by=by, at=at, why=why)
    except Refused:
        case.lead = before
        raise
    if was_assigned:
        end_parts(case, "reassigned", at)
    case.unit_ids, case.handler_id = [lead.pk, *data["joint"]], None
    case.assignments += [_part(case, unit_id, unit_id == lead.pk, at) for unit_id in case.unit_ids]


def _part(case: Past, unit_id: int, is_lead: bool, at: datetime) -> dict[str, Any]:
    return {
        "round": case.round, "unit": unit_id, "is_lead": is_lead, "assigned_at": at, "taken_at": None, "done_at": None,
        "ended_at": None, "ended_why": "",
    }  # fmt: skip


def escalate(case: Past, to: Named, *, by: Teller, at: datetime, why: str) -> None:
    """上报: another centre now has to dispatch it."""
    _hand_over(case, "escalate", to, by=by, at=at, why=why)


def delegate(case: Past, to: Named, *, by: Teller, at: datetime, why: str) -> None:
    """下派: down to another centre."""
    _hand_over(case, "delegate", to, by=by, at=at, why=why)


def _hand_over(case: Past, name: str, to: Named, *, by: Teller, at: datetime, why: str) -> None:
    data = {"centre": to.pk, "centre_name": to.name_zh, "from": case.centre_id}
    record(case, name, data, by=by, at=at, why=why)
    case.centre_id = to.pk


def void(case: Past, *, reason: str, by: Teller, at: datetime, why: str) -> None:
    """作废: it should not have been a case."""
    record(case, "void", {"reason": reason}, by=by, at=at, why=why)
    case.lead, case.unit_ids, case.paused_until = None, [], None
    end_parts(case, "void", at)


def take(case: Past, *, by: Teller, at: datetime, why: str = "") -> None:
    """签收: the handle clock starts."""
    record(case, "take", {"unit": case.lead_id}, by=by, at=at, why=why)
    case.handler_id = by.account_id
    part_of(case, case.lead_id)["taken_at"] = at


def send_back(
    case: Past,
    *,
    reason: str,
    by: Teller,
    at: datetime,
    why: str,
    counts: bool = True,
    last_resort: Named | None = None,
) -> None:
    """退单. `counts`: whether the list says the reason does; `last_resort`: who must take it after the third."""
    in_a_row = case.send_backs + counts
    data: dict[str, Any] = {
        "reason": reason,
        "unit": case.lead_id,
        "unit_name": by.unit_name,
        "in_a_row": in_a_row,
    }
    if last_resort is not None and goes_to_last_resort(in_a_row).answer:
        data |= {"last_resort": last_resort.pk, "last_resort_name": last_resort.name_zh}
    record(case, "send_back", data, by=by, at=at, why=why)
    case.lead, case.unit_ids, case.handler_id = None, [], None
    case.send_backs, case.sent_back_times = in_a_row, case.sent_back_times + counts
    end_parts(case, "sent_back", at)
