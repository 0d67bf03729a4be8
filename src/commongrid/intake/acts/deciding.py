"""What becomes of a report: looked at, admitted as a case, joined to its twin, declined with the reason, withdrawn."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused, Why
from commongrid.intake import rules
from commongrid.intake.acts.core import carry_out, check, deadline
from commongrid.intake.lifecycle import ACTS
from commongrid.intake.models import Report
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import ReasonKind

FINDINGS = ("confirmed", "false", "not_found")


def send_to_verify(report: Report, *, by: Actor, at: datetime, why: tuple[Why, ...] = ()) -> Report:
    """核实: a grid worker is to look on the spot, within a limit."""
    act = ACTS["send_to_verify"]
    check(report, act, by=by, at=at)
    return carry_out(report, act, deadline(rules.VERIFY_LIMIT, at), by=by, at=at, why=why)


def verify(
    report: Report, finding: str, *, by: Actor, at: datetime, text: str = "", matter_id: int | None = None
) -> Report:
    """What the grid worker found: "confirmed", "false" or "not_found"; back to the dispatcher with it.

    In time is who looked in time, also where the phone had no signal until later.
    """
    act = ACTS["verify"]
    check(report, act, by=by, at=at)
    if finding not in FINDINGS:
        raise Refused("intake.unknown_finding", finding=finding)
    if finding != "confirmed" and not text.strip():
        raise Refused("intake.needs", what="finding")
    seen_at = by.captured_at or at
    in_time = report.due_at is None or seen_at <= report.due_at
    changes: dict[str, Any] = {
        "finding": finding,
        "finding_text": text.strip(),
        "verified_at": at,
        "verifier_id": by.account_id,
        **deadline(rules.TRIAGE_LIMIT, at),
    }
    if matter_id is not None:
        changes["matter"] = matter_id
    data = {"finding": finding, "in_time": in_time, "matter": matter_id}
    return carry_out(report, act, changes, by=by, at=at, data=data)


def decline(report: Report, reason: str, *, by: Actor, at: datetime, text: str = "") -> Report:
    """不予受理: with a reason from the list, which the reporter is told and may appeal once."""
    act = ACTS["decline"]
    check(report, act, by=by, at=at)
    listed = matters.reason(ReasonKind.DECLINE, reason)
    if listed.must_state_zh and not text.strip():
        raise Refused("intake.must_state", what=listed.must_state_zh)
    changes = {"decline_reason": reason, "decline_text": text.strip(), "due_at": None, "soon_at": None}
    return carry_out(report, act, changes, by=by, at=at, data={"reason": reason, "reason_zh": listed.zh})


def withdraw(report: Report, *, by: Actor, at: datetime) -> Report:
    """The reporter takes it back before anything was decided."""
    act = ACTS["withdraw"]
    check(report, act, by=by, at=at)
    return carry_out(report, act, {"due_at": None, "soon_at": None}, by=by, at=at)
