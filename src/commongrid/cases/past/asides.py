"""Beside the way: supervise, urge, say something, one more reporter, another hand. Pure."""

from __future__ import annotations

from datetime import datetime

from commongrid.cases.past.people import Reason, Teller
from commongrid.cases.past.story import Past, record


def supervise(
    case: Past, *, level: str, text: str, answer_due_at: datetime, by: Teller, at: datetime, why: Reason = ""
) -> None:
    """督办: an answer is owed by a time."""
    data = {"level": level, "answer_due": answer_due_at.isoformat(), "unit": case.lead_id}
    record(case, "supervise", data, by=by, at=at, why=why or text)
    case.supervision = level
    case.supervisions.append(
        {
            "level": level, "text": text, "asked_by": by.name, "asked_at": at, "answer_due_at": answer_due_at,
            "unit": case.lead_id, "answer": "", "answered_by": "", "answered_at": None,
        }
    )  # fmt: skip


def answer_supervision(case: Past, *, by: Teller, at: datetime, text: str) -> None:
    """Every open supervision is answered."""
    record(case, "answer_supervision", {}, by=by, at=at, why=text)
    case.supervision = ""
    for asked in case.supervisions:
        if asked["answered_at"] is None:
            asked |= {"answer": text, "answered_by": by.name, "answered_at": at}


def urge(case: Past, *, by: Teller, at: datetime, why: str = "") -> None:
    """催办."""
    record(case, "urge", {"unit": case.lead_id, "times": case.urges + 1}, by=by, at=at, why=why)
    case.urges += 1


def comment(case: Past, text: str, *, is_public: bool, by: Teller, at: datetime) -> None:
    """批注; the words stand outside the journal."""
    record(case, "comment", {"public": is_public}, by=by, at=at)
    case.comments.append(
        {
            "at": at, "said_by": by.name, "account_id": by.account_id, "person_id": by.person_id, "is_public": is_public,
            "text": text,
        }
    )  # fmt: skip


def join(case: Past, *, by: Teller, at: datetime, report: str, channel: str) -> None:
    """One more report of the same; its reporter counts."""
    data = {"report": report, "channel": channel, "reporters": case.reporters + 1}
    record(case, "join", data, by=by, at=at)
    case.reporters += 1


def transfer(
    case: Past, to_account: int | None, to_name: str, *, by: Teller, at: datetime, why: str = ""
) -> None:
    """转办: to a colleague of the same unit."""
    record(case, "transfer", {"to": to_account, "to_name": to_name}, by=by, at=at, why=why)
    case.handler_id = to_account
