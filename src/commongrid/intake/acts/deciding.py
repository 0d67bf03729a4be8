"""What becomes of a report: looked at, admitted as a case, joined to its twin, declined with the reason, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from commongrid.base.access.terms import EVERYTHING, Actor, Grant
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Refused, Why
from commongrid.cases import acts as cases
from commongrid.cases.models import Case
from commongrid.intake import queries, rules
from commongrid.intake.acts.core import carry_out, check, deadline
from commongrid.intake.lifecycle import ACTS
from commongrid.intake.models import Report
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Item, ReasonKind

FINDINGS = ("confirmed", "false", "not_found")


def send_to_verify(report: Report, *, by: Actor, at: datetime, why: tuple[Why, ...] = ()) -> Report:
    """核实: a grid worker is to look on the spot, within a limit."""
    act = ACTS["send_to_verify"]
    check(report, act, by=by, at=at)
    return carry_out(report, act, deadline(rules.VERIFY_LIMIT, at), by=by, at=at, why=why)


def verify(
    report: Report, finding: str, *, by: Actor, at: datetime, text: str = "", matter_id: int | None = None
) -> Report:
    """What the grid worker found: "confirmed", "false" or "not_found"; back to the dispatcher with it."""
    act = ACTS["verify"]
    check(report, act, by=by, at=at)
    if finding not in FINDINGS:
        raise Refused("intake.unknown_finding", finding=finding)
    if finding != "confirmed" and not text.strip():
        raise Refused("intake.needs", what="finding")
    in_time = report.due_at is None or at <= report.due_at
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


def admit(
    report: Report,
    item: Item,
    *,
    by: Actor,
    at: datetime,
    why: tuple[Why, ...] = (),
    row: int | None = None,
    title: str = "",
    fixed: dict[str, str] | None = None,
    without_limits: bool = False,
) -> Case:
    """立案: the report becomes a case of this matter. `row`: the criterion chosen, else the answers decide.

    `fixed` and `without_limits` are for matters whose deadline was set elsewhere or that have none.
    """
    act = ACTS["admit"]
    check(report, act, by=by, at=at)
    if not report.area:
        raise Refused("intake.not_located")
    chosen = matters.row_for(item.code, chosen=row, answers=report.answers)
    opening = cases.Opening(
        item=item,
        row=None if without_limits else chosen.answer,
        title=title or queries.title_for(report, item),
        area=report.area,
        division_id=report.division_id or "",
        grid_id=report.grid_id,
        centre=report.centre,
        channel=report.channel,
        letters=report.number[:2],
        lon=report.lon,
        lat=report.lat,
        cell=queries.cell(report.lon, report.lat),
        address=report.address,
        words=queries.words_to_find(report, item),
        fixed=fixed or {},
    )
    case_id = uuid7(at)
    with transaction.atomic():
        case = cases.open_case(
            opening, by=_may(by, "cases.open"), at=at, why=(*why, *chosen.why), case_id=case_id
        )
        told = {
            "case": str(case.pk),
            "case_number": case.number,
            "matter": item.matter_id,
            "row": chosen.answer.order,
        }
        settled = {"case": case.pk, "matter": item.matter_id, "due_at": None, "soon_at": None}
        carry_out(report, act, settled, by=by, at=at, data=told, why=why)
    return case


def _may(by: Actor, ability: str) -> Actor:
    """Whoever may decide about the report may do this one thing with the case behind it."""
    return replace(by, grants=(*by.grants, Grant(ability, EVERYTHING)))


def follow(report: Report, case: Case, *, by: Actor, at: datetime, why: tuple[Why, ...] = ()) -> Report:
    """The same thing is already on its way: the reporter follows that case and counts."""
    act = ACTS["follow"]
    check(report, act, by=by, at=at)
    with transaction.atomic():
        cases.join(case, by=_may(by, "cases.join"), at=at, report=str(report.pk), channel=report.channel)
        told = {"case": str(case.pk), "case_number": case.number}
        return carry_out(
            report, act, {"case": case.pk, "due_at": None, "soon_at": None}, by=by, at=at, data=told, why=why
        )


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


def appeal(report: Report, *, by: Actor, at: datetime, text: str) -> Report:
    """The reporter objects to a decline; once."""
    act = ACTS["appeal"]
    check(report, act, by=by, at=at)
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
