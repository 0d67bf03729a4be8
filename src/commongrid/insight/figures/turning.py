"""What one journal entry does to the turns of its case. Pure; the turns given are changed in place by `folding` only.

A deadline is read from the entry that set it (`due_at`), so that no calendar is needed and none can change the past.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from commongrid.insight.figures.terms import HOLD, Ending, Stage, Turn

AREA = 12
"""Digits of a fact's area: the community. A grid is looked up on the case."""
DISPATCH, ACCEPT, HANDLE, CHECK = (
    Stage.DISPATCH.value,
    Stage.ACCEPT.value,
    Stage.HANDLE.value,
    Stage.CHECK.value,
)
COMMUNITY = "community"


@dataclass(slots=True)
class Step:
    """A journal entry as a fact sees it. Not frozen, because millions are made."""

    subject_id: str
    seq: int
    kind: str
    at: datetime
    zone: ZoneInfo
    data: Mapping[str, Any]

    @property
    def on(self) -> date:
        """Its day in the city."""
        return self.at.astimezone(self.zone).date()

    def moment(self, name: str) -> datetime | None:
        text = self.data.get(name)
        return datetime.fromisoformat(text) if text else None

    def day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()


def advance(turns: list[Turn], step: Step) -> None:
    """Let the last turn (or a new one) know of one more entry. What a kind does not touch stays."""
    if step.kind in BEGINNINGS:
        turns.append(BEGINNINGS[step.kind](turns, step))
        return
    turn = turns[-1]
    turn.seq = step.seq
    if effect := EFFECTS.get(step.kind):
        effect(turn, step)
        if not turn.ending:
            _set_deadline(turn, step)


def set_days(turn: Turn, zone: ZoneInfo) -> None:
    """When handling and closing fall due, while a turn is open. What stands still is due only if it was late before."""
    due, done = turn.handle_due_at, turn.done_at
    if due is None or turn.since_at is None or turn.phase in {DISPATCH, ACCEPT}:
        turn.due_on, turn.owed_on, turn.handled_in_time = None, None, False
        return
    is_due = turn.phase != HOLD or due < turn.since_at
    turn.handled_in_time = done is not None and done <= due
    turn.owed_on = due.astimezone(zone).date() if is_due else None
    turn.due_on = done.astimezone(zone).date() if done and done <= due else turn.owed_on


def _opened(turns: Sequence[Turn], step: Step) -> Turn:
    data = step.data
    return _begun(step, 1, data["area"][:AREA], data["matter"], data["channel"])


def _begun(step: Step, round_: int, area: str, matter_id: int, channel: str) -> Turn:
    turn = Turn(UUID(step.subject_id), round_, step.seq, area, matter_id, None, channel, step.at, step.on)
    turn.phase, turn.since_at = DISPATCH, step.at
    return turn


def _settled(turns: Sequence[Turn], step: Step) -> Turn:
    """当场办结: due, owed, handled and closed the day it was found; no stage ever ran."""
    turn = _opened(turns, step)
    turn.phase, turn.since_at = "", None
    turn.unit_id, turn.in_community = step.data["unit"], step.data.get("unit_level") == COMMUNITY
    turn.ending, turn.ended_on = Ending.CLOSED.value, step.on
    turn.due_on = turn.owed_on = step.on
    turn.handled_in_time = turn.closed_in_time = turn.same_day = turn.settled = True
    return turn


def _reopened(turns: Sequence[Turn], step: Step) -> Turn:
    before = turns[-1]
    before.reopened_on, before.seq = step.on, step.seq
    return _begun(step, before.round + 1, before.area, before.matter_id, before.channel)


def _assigned(turn: Turn, step: Step) -> None:
    _go(turn, ACCEPT, step)
    turn.unit_id, turn.in_community = step.data["lead"], step.data.get("lead_level") == COMMUNITY


def _taken(turn: Turn, step: Step) -> None:
    _go(turn, HANDLE, step)


def _sent_back(turn: Turn, step: Step) -> None:
    """退单: counted when the reason's list says so, which shows in the number in a row."""
    _go(turn, DISPATCH, step)
    turn.send_backs += is_counted(turn, step)
    turn.in_a_row = step.data.get("in_a_row", turn.in_a_row)
    turn.unit_id, turn.in_community, turn.handle_due_at = None, False, None


def _taken_back(turn: Turn, step: Step) -> None:
    """撤回派遣: as if it had never been given; nobody sent it back."""
    _go(turn, DISPATCH, step)
    turn.unit_id, turn.in_community = None, False


def is_counted(turn: Turn, step: Step) -> bool:
    """Does this send-back count against the dispatch, or was it for a reason that is nobody's mistake?"""
    return int(step.data.get("in_a_row", turn.in_a_row + 1)) > turn.in_a_row


def _paused(turn: Turn, step: Step) -> None:
    _go(turn, HOLD, step)
    turn.paused = True


def _extended(turn: Turn, step: Step) -> None:
    turn.extended = True


def _reported_done(turn: Turn, step: Step) -> None:
    _go(turn, CHECK, step)
    turn.done_at = step.at


def _check_failed(turn: Turn, step: Step) -> None:
    _go(turn, HANDLE, step)
    turn.reworks, turn.done_at = turn.reworks + 1, None


def _check_passed(turn: Turn, step: Step) -> None:
    set_days(turn, step.zone)
    turn.self_check = bool(step.data.get("self_check"))
    turn.closed_in_time = turn.handle_due_at is not None and step.at <= turn.handle_due_at
    if turn.closed_in_time:
        turn.owed_on = step.on
    turn.same_day = turn.opened_on == step.on
    turn.whole_s = _seconds(turn.opened_at, step.at)
    _end(turn, Ending.CLOSED, step)


def _broken_off(ending: Ending) -> Callable[[Turn, Step], None]:
    """并案, 作废: a deadline that had passed stays counted, so that no past day changes; one to come is dropped."""

    def end(turn: Turn, step: Step) -> None:
        set_days(turn, step.zone)
        if turn.handle_due_at is None or not _has_passed(turn, step.at):
            turn.owed_on = None
            turn.due_on = turn.due_on if turn.done_at else None
        _end(turn, ending, step)

    return end


def _end(turn: Turn, ending: Ending, step: Step) -> None:
    _go(turn, "", step)
    turn.ending, turn.ended_on = ending.value, step.on
    turn.since_at = turn.handle_due_at = turn.done_at = None
    turn.in_a_row = 0


def _rated(turn: Turn, step: Step) -> None:
    """评价: where several rate a round, the last word counts, as it does on the case."""
    turn.rated_on, turn.satisfied = step.on, bool(step.data.get("satisfied"))


def _corrected(turn: Turn, step: Step) -> None:
    turn.area = step.data.get("area", turn.area)[:AREA]
    turn.matter_id = step.data.get("matter", turn.matter_id)


def _supervised(turn: Turn, step: Step) -> None:
    turn.supervised = True


def _urged(turn: Turn, step: Step) -> None:
    turn.urged = True


def _moved(turn: Turn, step: Step) -> None:
    """Only the deadline may have changed."""


def _go(turn: Turn, phase: str, step: Step) -> None:
    """Leave a phase: its whole seconds are added to its stage; a pause belongs to none."""
    if turn.since_at is not None and turn.phase != HOLD:
        name = f"{turn.phase}_s"
        setattr(turn, name, (getattr(turn, name) or 0) + _seconds(turn.since_at, step.at))
    turn.phase, turn.since_at = phase, step.at


def _seconds(since: datetime, until: datetime) -> int:
    return max(int((until - since).total_seconds()), 0)


def _set_deadline(turn: Turn, step: Step) -> None:
    if turn.phase in {HANDLE, HOLD} and "due_at" in step.data:
        turn.handle_due_at = step.moment("due_at")
    if step.kind == "case.absorbed" and turn.phase != ACCEPT:
        kept = step.data.get("clock", {}).get("segments", ())
        due = [one.get("due") for one in kept if one["stage"] == HANDLE and "to" not in one]
        turn.handle_due_at = datetime.fromisoformat(due[-1]) if due and due[-1] else turn.handle_due_at


def _has_passed(turn: Turn, at: datetime) -> bool:
    stopped = turn.done_at or (turn.since_at if turn.phase == HOLD else None)
    return turn.handle_due_at is not None and (stopped or at) > turn.handle_due_at


BEGINNINGS: Mapping[str, Callable[[Sequence[Turn], Step], Turn]] = {
    "case.opened": _opened,
    "case.settled": _settled,
    "case.reopened": _reopened,
}
EFFECTS: Mapping[str, Callable[[Turn, Step], None]] = {
    "case.assigned": _assigned,
    "case.taken": _taken,
    "case.taken_back": _taken_back,
    "case.sent_back": _sent_back,
    "case.paused": _paused,
    "case.resumed": _taken,
    "case.extended": _extended,
    "case.reported_done": _reported_done,
    "case.check_failed": _check_failed,
    "case.check_passed": _check_passed,
    "case.rated": _rated,
    "case.merged": _broken_off(Ending.MERGED),
    "case.voided": _broken_off(Ending.VOID),
    "case.corrected": _corrected,
    "case.supervised": _supervised,
    "case.urged": _urged,
    "case.absorbed": _moved,
    "case.relimited": _moved,
}
