"""Done, looked at, rated, begun again. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from commongrid.base.access.terms import SYSTEM
from commongrid.base.verdicts import Why
from commongrid.cases import clocks
from commongrid.cases.past.asides import supervise
from commongrid.cases.past.people import Reason, Teller, teller
from commongrid.cases.past.story import Past, end_parts, part_of, record

HOUSE = teller(SYSTEM)


def report_part(case: Past, *, by: Teller, at: datetime, why: str) -> None:
    """A joint unit's part is done."""
    record(case, "report_part", {"unit": by.unit_id, "unit_name": by.unit_name}, by=by, at=at, why=why)
    part_of(case, by.unit_id)["done_at"] = at


def report_done(
    case: Past, *, by: Teller, at: datetime, why: str, photos: int = 0, sampling: float = 0.1
) -> None:
    """反馈: the check clock starts."""
    record(case, "report_done", {"unit": case.lead_id, "photos": photos}, by=by, at=at, why=why)
    case.done_at, case.sampling = at, (case.round, sampling)
    part_of(case, case.lead_id)["done_at"] = at


def pass_check(case: Past, *, by: Teller, at: datetime, why: Reason = "", photos: int = 0) -> None:
    """核查通过: closed."""
    is_self = by.account_id is not None and by.account_id == case.handler_id
    data = {"self_check": is_self, "photos": photos, "rework": case.reworks}
    record(case, "pass_check", data, by=by, at=at, why=why)
    case.closed_at, case.send_backs, case.satisfied = at, 0, None
    case.on_time = clocks.on_time(case.clock, "handle")
    end_parts(case, "closed", at)


def fail_check(case: Past, *, by: Teller, at: datetime, why: str, photos: int = 0) -> None:
    """核查不通过: back to handling, and the rework counts."""
    record(case, "fail_check", {"photos": photos}, by=by, at=at, why=why)
    case.reworks, case.done_at = case.reworks + 1, None


def rate(
    case: Past,
    marks: tuple[int, int, int, int],
    *,
    solved: bool,
    rater: str,
    by: Teller,
    at: datetime,
    text: str = "",
    answer_hours: int = 24,
) -> None:
    """评价: speed, result, manner, feedback. Not solved: done again; not solved again: supervised too."""
    satisfied = solved and marks[1] >= 3
    record(case, "rate", {"solved": solved, "satisfied": satisfied, "marks": list(marks)}, by=by, at=at)
    case.satisfied = satisfied
    speed, result, manner, feedback = marks
    case.ratings.append(
        {
            "round": case.round, "rater": rater, "at": at, "solved": solved, "speed": speed, "result": result,
            "manner": manner, "feedback": feedback, "text": text,
        }
    )  # fmt: skip
    if not solved:
        is_again = case.redos > 0
        asked = (Why("cases.redo_asked", {"times": case.redos + 1}),)
        _reopen(case, by=HOUSE, at=at, why=asked, redo=True)
        if is_again:
            due = at + timedelta(hours=answer_hours)
            twice = (Why("cases.redo_twice"),)
            supervise(case, level="yellow", text="", answer_due_at=due, by=HOUSE, at=at, why=twice)


def reopen(case: Past, *, by: Teller, at: datetime, why: str) -> None:
    """重办: a new round under the same number."""
    _reopen(case, by=by, at=at, why=why, redo=False)


def _reopen(case: Past, *, by: Teller, at: datetime, why: Reason, redo: bool) -> None:
    data = {"round": case.round + 1, "redo": redo, "last_unit": case.lead_id}
    record(case, "reopen", data, by=by, at=at, why=why)
    case.round, case.redos = case.round + 1, case.redos + redo
    case.lead, case.unit_ids, case.handler_id = None, [], None
    case.done_at = case.closed_at = case.on_time = None
    case.settled = False
