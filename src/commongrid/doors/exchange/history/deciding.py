"""What is decided about a made-up report: looked at on the spot, admitted, declined, appealed."""

from __future__ import annotations

from datetime import timedelta

from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.verdicts import Verdict
from commongrid.cases.models import Case
from commongrid.doors.exchange.history import reporting, words
from commongrid.doors.exchange.history.life import EnoughError, Life
from commongrid.intake import acts, queries, rules
from commongrid.intake.models import Report

DECLINES = ("DR01", "DR11", "DR14", "DR18")


def decide(life: Life, report: Report) -> Case | None:
    """Verified where that is asked, then admitted, declined or withdrawn; None when no case comes of it."""
    life.reached("received")
    by = life.company.dispatcher(report.centre_id, life.rng)
    if life.plot.story == "withdrawn":
        acts.withdraw(report, by=queries.reporter(life.person, [report]), at=life.go_on(report.due_at))
        return None
    _verify(life, report, by)
    by_itself = _opens_itself(life, report)
    if not by_itself.answer:
        life.go_on(report.due_at)
    if life.plot.story == "declined" and _declined(life, report, by):
        return None
    whys = by_itself.why if by_itself.answer else ()
    case = acts.admit(report, life.item, by=SYSTEM if whys else by, at=life.at, why=whys)
    report.case = case
    return case


def _opens_itself(life: Life, report: Report) -> Verdict[bool]:
    """The same question intake asks when it hears of a report."""
    if life.plot.story == "declined":
        return Verdict(False)
    seen = report.finding == "confirmed" or report.reported_by_id is not None
    return rules.may_admit_itself(
        matter_chosen=report.matter_id is not None,
        verified=seen,
        needs_verification=life.item.needs_verification,
    )


def _verify(life: Life, report: Report, by: Actor) -> None:
    asked = rules.who_looks_first(
        report.channel,
        needs_verification=life.item.needs_verification,
        has_position=report.lon is not None,
        by_staff=report.reported_by_id is not None,
    )
    if not (asked.answer or life.plot.stop in ("verifying", "appealed")):
        return
    if report.matter_id is None:
        life.go_on(report.due_at, 0.02, 0.4)
    acts.send_to_verify(report, by=SYSTEM if report.matter_id else by, at=life.at, why=asked.why)
    life.reached("verifying")
    finding = "confirmed"
    if life.plot.story == "declined":
        finding = life.rng.choice(("false", "not_found"))
    found = words.seen(life.rng, finding)
    acts.verify(
        report,
        finding,
        by=reporting.worker(life),
        at=life.go_on(report.due_at),
        text=found,
        matter_id=life.item.matter_id,
    )


def _declined(life: Life, report: Report, by: Actor) -> bool:
    """Declined, perhaps appealed and answered; False when the appeal was upheld and the report is open again."""
    reason = "DR14" if report.finding in ("false", "not_found") else life.rng.choice(DECLINES)
    acts.decline(report, reason, by=by, at=life.at, text=words.staff(life.rng, "decline"))
    if report.channel not in reporting.RESIDENTS or not life.chance(0.35, "appealed"):
        return True
    life.go_on(life.at + timedelta(days=2))
    acts.appeal(
        report, by=queries.reporter(life.person, [report]), at=life.at, text=words.staff(life.rng, "appeal")
    )
    life.reached("appealed")
    others = [a for a in life.company.dispatchers[report.centre_id] if a.account_id != by.account_id]
    upheld = life.rng.random() < 0.4
    text = words.staff(life.rng, "upheld" if upheld else "rejected")
    if not others:
        raise EnoughError
    answering = life.rng.choice(others)
    acts.answer_appeal(
        report, upheld=upheld, text=text, by=answering, at=life.go_on(life.at + timedelta(days=1))
    )
    if upheld:
        life.go_on(report.due_at)
    return not upheld
