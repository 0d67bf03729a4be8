"""The closed loop as one table: which act moves a case from where to where, and what it asks of the actor.

Statuses and acts are those of the closed loop 采集 → 立案 → 派遣 → 处理 → 反馈 → 核查结案 → 评价. An act that is
not in the table does not exist; a status not named in `sources` refuses it.
"""

from __future__ import annotations

from dataclasses import dataclass

from commongrid.base.verdicts import Verdict, Why
from commongrid.cases.terms import OPEN, Status


@dataclass(frozen=True, slots=True)
class Act:
    """`target` None: the status stays. `key` is the keyboard letter on the desk."""

    name: str
    kind: str
    ability: str
    sources: tuple[Status, ...]
    target: Status | None = None
    key: str = ""

    def leads_to(self, status: Status) -> Status:
        return self.target or status


WAITING, ASSIGNED, HANDLING = Status.WAITING, Status.ASSIGNED, Status.HANDLING
PAUSED, CHECKING, CLOSED, VOID = Status.PAUSED, Status.CHECKING, Status.CLOSED, Status.VOID
ANY = (*OPEN, CLOSED)

ACTS: dict[str, Act] = {
    act.name: act
    for act in (
        Act("assign", "case.assigned", "cases.assign", (WAITING, ASSIGNED), ASSIGNED, "A"),
        Act("escalate", "case.escalated", "cases.escalate", (WAITING,), WAITING, "U"),
        Act("delegate", "case.delegated", "cases.delegate", (WAITING,), WAITING, "D"),
        Act("take", "case.taken", "cases.take", (ASSIGNED,), HANDLING, "T"),
        Act("take_back", "case.taken_back", "cases.assign", (ASSIGNED,), WAITING),
        Act("send_back", "case.sent_back", "cases.send_back", (ASSIGNED, HANDLING), WAITING, "B"),
        Act("transfer", "case.transferred", "cases.transfer", (HANDLING,), HANDLING, "H"),
        Act("ask_pause", "case.pause_asked", "cases.ask_pause", (HANDLING,)),
        Act("ask_extend", "case.extension_asked", "cases.ask_extend", (HANDLING,)),
        Act("refuse_ask", "case.ask_refused", "cases.extend", (HANDLING,)),
        Act("pause", "case.paused", "cases.pause", (HANDLING,), PAUSED, "S"),
        Act("resume", "case.resumed", "cases.resume", (PAUSED,), HANDLING, "R"),
        Act("extend", "case.extended", "cases.extend", (HANDLING,), HANDLING, "E"),
        Act("report_part", "case.part_done", "cases.report_done", (HANDLING,)),
        Act("report_done", "case.reported_done", "cases.report_done", (HANDLING,), CHECKING, "F"),
        Act("pass_check", "case.check_passed", "cases.check", (CHECKING,), CLOSED, "Y"),
        Act("fail_check", "case.check_failed", "cases.check", (CHECKING,), HANDLING, "N"),
        Act("rate", "case.rated", "cases.rate", (CLOSED,)),
        Act("reopen", "case.reopened", "cases.reopen", (CLOSED,), WAITING, "O"),
        Act("merge", "case.merged", "cases.merge", OPEN, VOID, "M"),
        Act("absorb", "case.absorbed", "cases.merge", OPEN),
        Act("void", "case.voided", "cases.void", OPEN, VOID, "V"),
        Act("join", "case.joined", "cases.join", OPEN),
        Act("correct", "case.corrected", "cases.correct", (WAITING, ASSIGNED, HANDLING, PAUSED), None, "P"),
        Act("relimit", "case.relimited", "admin.catalogue", (WAITING, ASSIGNED, HANDLING, PAUSED)),
        Act("supervise", "case.supervised", "cases.supervise", OPEN, None, "L"),
        Act("answer_supervision", "case.supervision_answered", "cases.answer_supervision", ANY),
        Act("urge", "case.urged", "cases.urge", OPEN, None, "G"),
        Act("whistle", "case.whistled", "cases.whistle", OPEN, None, "W"),
        Act("answer_whistle", "case.whistle_answered", "cases.answer_whistle", OPEN),
        Act("rate_called", "case.unit_rated", "cases.whistle", ANY),
        Act("agree_task", "case.task_agreed", "cases.whistle", OPEN),
        Act("finish_task", "case.task_done", "cases.answer_whistle", ANY),
        Act("comment", "case.commented", "cases.comment", ANY, None, "C"),
        Act("attach", "case.attached", "cases.attach", ANY),
    )
}

OPENING = Act("open", "case.opened", "cases.open", (), WAITING)
SETTLING = Act("settle", "case.settled", "cases.settle", (), CLOSED)


def decide(act: Act, status: Status) -> Verdict[bool]:
    """May this act happen in this status at all?"""
    if status in act.sources:
        return Verdict(True, (Why("cases.in_status", {"act": act.name, "status": str(status)}),))
    return Verdict(False, (Why("cases.not_in_status", {"act": act.name, "status": str(status)}),))
