"""The unit's acts: take it, send it back, hand it on inside, report it done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from commongrid.base.access.terms import Actor
from commongrid.base.journal.statement import Update
from commongrid.base.verdicts import Refused
from commongrid.cases import rules
from commongrid.cases.acts.core import Move, carry_out, check, needs, require_lead
from commongrid.cases.lifecycle import ACTS
from commongrid.cases.models import Assignment, Case
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import ReasonKind
from commongrid.registry.places import queries as places
from commongrid.registry.units import queries as units


def take(case: Case, *, by: Actor, at: datetime, why: str = "") -> Case:
    """签收: the lead unit takes the case on; the handle clock starts."""
    act = ACTS["take"]
    check(case, act, by=by, at=at)
    require_lead(case, by)
    move = Move(
        {"unit": case.lead_unit_id},
        {"handler": by.account_id},
        [_part(case, case.lead_unit_id, {"taken_at": at})],
    )
    return carry_out(case, act, move, by=by, at=at, why=why)


def _part(case: Case, unit_id: int | None, values: dict[str, Any]) -> Update:
    return Update(Assignment, {"case": case.pk, "unit": unit_id, "ended_at": None}, values)


def send_back(
    case: Case,
    *,
    by: Actor,
    at: datetime,
    reason: str,
    why: str,
) -> Case:
    """退单: back to the centre with a reason from the list, which says whether it counts as a send-back.

    From the third in a row on the entry names the owner of last resort 兜底单位, who has to take it and cannot
    send back. A reason for which the list names another act (a pause, say) is refused with that act.
    """
    act = ACTS["send_back"]
    check(case, act, by=by, at=at)
    require_lead(case, by)
    listed = matters.reason(ReasonKind.SEND_BACK, needs(reason, "reason"))
    if listed.instead:
        raise Refused("cases.use_instead", reason=listed.zh, act=listed.instead)
    needs(why, "why")
    if case.lead_unit and case.lead_unit.is_last_resort:
        raise Refused("cases.last_resort_keeps", unit=case.lead_unit.name_zh)
    in_a_row = case.send_backs + listed.counts
    data: dict[str, Any] = {
        "reason": reason,
        "unit": case.lead_unit_id,
        "unit_name": by.unit_name,
        "in_a_row": in_a_row,
    }
    if rules.goes_to_last_resort(in_a_row).answer:
        last = units.last_resort(places.path(case.area))
        data |= {"last_resort": last.pk, "last_resort_name": last.name_zh} if last else {}
    changes: dict[str, Any] = {
        "lead_unit": None,
        "unit_ids": [],
        "handler": None,
        "send_backs": in_a_row,
        "sent_back_times": case.sent_back_times + listed.counts,
    }
    ended = Update(
        Assignment, {"case": case.pk, "ended_at": None}, {"ended_at": at, "ended_why": "sent_back"}
    )
    return carry_out(case, act, Move(data, changes, [ended]), by=by, at=at, why=why)


def transfer(case: Case, to_account: int, to_name: str, *, by: Actor, at: datetime, why: str = "") -> Case:
    """转办: hand the work to a colleague of the same unit; the clock goes on."""
    act = ACTS["transfer"]
    check(case, act, by=by, at=at)
    require_lead(case, by)
    return carry_out(
        case,
        act,
        Move({"to": to_account, "to_name": to_name}, {"handler": to_account}),
        by=by,
        at=at,
        why=why,
    )


def report_part(case: Case, *, by: Actor, at: datetime, why: str) -> Case:
    """A joint unit 协办 reports its part done; the lead reports the whole."""
    act = ACTS["report_part"]
    check(case, act, by=by, at=at)
    if by.unit_id == case.lead_unit_id:
        raise Refused("cases.lead_reports_whole")
    move = Move(
        {"unit": by.unit_id, "unit_name": by.unit_name}, {}, [_part(case, by.unit_id, {"done_at": at})]
    )
    return carry_out(case, act, move, by=by, at=at, why=needs(why, "why"))


def report_done(
    case: Case, *, by: Actor, at: datetime, why: str, photos: int = 0, sampling: float = 0.1
) -> Case:
    """反馈: the lead unit says it is done; the check clock starts.

    Needs the evidence the matter asks for (`photos`: how many after-photos stand with this case) and every
    joint unit's part. `sampling`: the share of self-checked cases that somebody else checks again.
    """
    act = ACTS["report_done"]
    check(case, act, by=by, at=at)
    require_lead(case, by)
    waiting = case.assignments.filter(ended_at=None, is_lead=False, done_at=None).select_related("unit")
    names = "、".join(part.unit.name_zh for part in waiting) if len(case.unit_ids) > 1 else ""
    if names:
        raise Refused("cases.joint_not_done", units=names)
    needed = rules.photos_needed(matters.edition_kept(case.edition_id).evidence_zh)
    if photos < needed:
        raise Refused("cases.photos_missing", needed=needed, given=photos)
    changes = {"done_at": at, "sampled": rules.is_sampled(case.number, case.round, sampling)}
    move = Move(
        {"unit": case.lead_unit_id, "photos": photos},
        changes,
        [_part(case, case.lead_unit_id, {"done_at": at})],
    )
    return carry_out(case, act, move, by=by, at=at, why=needs(why, "why"))
