"""A report's way as one table: received → (verifying) → admitted, followed, declined or withdrawn."""

from __future__ import annotations

from dataclasses import dataclass

from commongrid.base.verdicts import Verdict, Why
from commongrid.intake.terms import ReportStatus


@dataclass(frozen=True, slots=True)
class Act:
    """`target` None: the status stays."""

    name: str
    kind: str
    ability: str
    sources: tuple[ReportStatus, ...]
    target: ReportStatus | None = None
    key: str = ""

    def leads_to(self, status: ReportStatus) -> ReportStatus:
        return self.target or status


RECEIVED, VERIFYING = ReportStatus.RECEIVED, ReportStatus.VERIFYING
ADMITTED, FOLLOWED = ReportStatus.ADMITTED, ReportStatus.FOLLOWED
DECLINED, WITHDRAWN = ReportStatus.DECLINED, ReportStatus.WITHDRAWN
UNDECIDED = (RECEIVED, VERIFYING)

ACTS: dict[str, Act] = {
    act.name: act
    for act in (
        Act("send_to_verify", "report.sent_to_verify", "reports.admit", (RECEIVED,), VERIFYING, "V"),
        Act("verify", "report.verified", "reports.verify", (VERIFYING,), RECEIVED),
        Act("admit", "report.admitted", "reports.admit", UNDECIDED, ADMITTED, "A"),
        Act("follow", "report.followed", "reports.follow", UNDECIDED, FOLLOWED, "M"),
        Act("decline", "report.declined", "reports.decline", UNDECIDED, DECLINED, "X"),
        Act("withdraw", "report.withdrawn", "reports.withdraw", UNDECIDED, WITHDRAWN),
        Act("appeal", "report.appealed", "reports.appeal", (DECLINED,)),
        Act("uphold_appeal", "report.appeal_answered", "reports.answer_appeal", (DECLINED,), RECEIVED),
        Act("reject_appeal", "report.appeal_answered", "reports.answer_appeal", (DECLINED,)),
        Act("correct", "report.corrected", "reports.admit", UNDECIDED, None, "P"),
        Act("claim", "report.claimed", "reports.claim", tuple(ReportStatus)),
    )
}

RECEIVING = Act("receive", "report.received", "reports.receive", (), RECEIVED)


def decide(act: Act, status: ReportStatus) -> Verdict[bool]:
    """May this act happen in this status at all?"""
    facts = {"act": act.name, "status": str(status)}
    if status in act.sources:
        return Verdict(True, (Why("intake.in_status", facts),))
    return Verdict(False, (Why("intake.not_in_status", facts),))
