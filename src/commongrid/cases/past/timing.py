"""The clock stops, goes on, gets more time. Pure."""

from __future__ import annotations

from datetime import datetime

from commongrid.cases.past.people import Reason, Teller
from commongrid.cases.past.story import Past, record
from commongrid.cases.terms import Ask


def ask_pause(case: Past, *, by: Teller, at: datetime, until: datetime, reason: str, why: str) -> None:
    """The unit asks for the clock to stop."""
    _ask(case, Ask.PAUSE, until, reason, by=by, at=at, why=why)


def ask_extend(case: Past, *, by: Teller, at: datetime, until: datetime, reason: str, why: str) -> None:
    """The unit asks for a later deadline."""
    _ask(case, Ask.EXTEND, until, reason, by=by, at=at, why=why)


def _ask(case: Past, ask: Ask, until: datetime, reason: str, *, by: Teller, at: datetime, why: str) -> None:
    data = {"until": until.isoformat(), "reason": reason}
    record(case, f"ask_{ask}", data, by=by, at=at, why=why)
    case.requests.append(
        {
            "ask": str(ask), "reason": reason, "text": why, "until": until, "asked_at": at, "asked_by": by.name,
            "asked_account_id": by.account_id, "answered_at": None, "granted": None,
        }
    )  # fmt: skip


def pause(case: Past, *, by: Teller, at: datetime, until: datetime, reason: str, why: str) -> None:
    """挂账: stopped until a moment."""
    record(case, "pause", {"until": until.isoformat(), "reason": reason}, by=by, at=at, why=why)
    case.paused_until = until
    _answer(case, Ask.PAUSE, True, at)


def resume(case: Past, *, by: Teller, at: datetime, why: Reason = "") -> None:
    """It goes on from where it stood."""
    record(case, "resume", {}, by=by, at=at, why=why)
    case.paused_until = None


def extend(case: Past, *, by: Teller, at: datetime, due: datetime, reason: str, why: str) -> None:
    """延期: a later deadline."""
    record(case, "extend", {"due": due.isoformat(), "reason": reason}, by=by, at=at, why=why)
    _answer(case, Ask.EXTEND, True, at)


def refuse_ask(case: Past, *, ask: Ask, by: Teller, at: datetime, why: str) -> None:
    """No, with the reason."""
    record(case, "refuse_ask", {"ask": str(ask)}, by=by, at=at, why=why)
    _answer(case, ask, False, at)


def _answer(case: Past, ask: Ask, granted: bool, at: datetime) -> None:
    for asked in case.requests:
        if asked["ask"] == ask and asked["answered_at"] is None:
            asked["answered_at"], asked["granted"] = at, granted
