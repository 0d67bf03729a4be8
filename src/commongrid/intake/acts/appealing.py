"""After a decision: the reporter objects once, somebody else answers; and what else may be put right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused
from commongrid.intake import queries, rules
from commongrid.intake.acts.core import carry_out, check, deadline
from commongrid.intake.lifecycle import ACTS
from commongrid.intake.models import Report


def appeal(report: Report, *, by: Actor, at: datetime, text: str, within_days: int = 7) -> Report:
    """The reporter objects to a decline; once, and within some days of it."""
    act = ACTS["appeal"]
    check(report, act, by=by, at=at)
    if by.kind == "resident" and at > report.moved_at + timedelta(days=within_days):
        raise Refused("intake.appeal_too_late", days=within_days)
    if report.appealed_at is not None:
        raise Refused("intake.appealed_already")
    if not text.strip():
        raise Refused("intake.needs", what="appeal")
    return carry_out(report, act, {"appealed_at": at, "appeal_text": text.strip()}, by=by, at=at)


def answer_appeal(report: Report, *, upheld: bool, text: str, by: Actor, at: datetime) -> Report:
    """Somebody other than who declined it answers; upheld: the report is open again."""
    act = ACTS["uphold_appeal" if upheld else "reject_appeal"]
    check(report, act, by=by, at=at)
    if report.appealed_at is None or report.appeal_answered_at is not None:
        raise Refused("intake.no_open_appeal")
    if not text.strip():
        raise Refused("intake.needs", what="answer")
    if queries.declined_by(report) == by.account_id and by.kind == "staff":
        raise Refused("intake.not_own_decline")
    changes: dict[str, Any] = {
        "appeal_answered_at": at,
        "appeal_upheld": upheld,
        "appeal_answer": text.strip(),
    }
    if upheld:
        changes |= deadline(rules.TRIAGE_LIMIT, at)
    return carry_out(report, act, changes, by=by, at=at, data={"upheld": upheld})


def correct(
    report: Report,
    *,
    by: Actor,
    at: datetime,
    lon: float | None = None,
    lat: float | None = None,
    area: str = "",
    address: str | None = None,
    matter_id: int | None = None,
) -> Report:
    """Put place or matter of an undecided report right."""
    act = ACTS["correct"]
    check(report, act, by=by, at=at)
    changes: dict[str, Any] = {}
    if lon is not None or area:
        place = queries.place(lon, lat, area)
        changes |= {"lon": lon, "lat": lat, "area": place.area, "division": place.division_id}
        changes |= {"grid": place.grid_id, "centre": place.centre_id}
    if address is not None:
        changes["address"] = address.strip()[:200]
    if matter_id is not None:
        changes["matter"] = matter_id
    told = {"area": changes.get("area", report.area), "matter": changes.get("matter", report.matter_id)}
    return carry_out(
        report,
        act,
        changes,
        by=by,
        at=at,
        data={**told, "before": {"area": report.area, "matter": report.matter_id}},
    )


def claim(report: Report, person_id: UUID, *, by: Actor, at: datetime) -> Report:
    """Somebody proved by its code that an anonymous report is theirs."""
    act = ACTS["claim"]
    check(report, act, by=by, at=at)
    if report.person_id is not None and report.person_id != person_id:
        raise Refused("intake.claimed_already")
    return carry_out(report, act, {"person": person_id}, by=by, at=at)


def claim_all(reports: Sequence[Report], person_id: UUID, *, by: Actor, at: datetime) -> int:
    """The same for several; how many were claimed."""
    free = [report for report in reports if report.person_id is None]
    return len([claim(report, person_id, by=by, at=at) for report in free])
