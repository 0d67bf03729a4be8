"""What one journal entry tells of things that may happen to a case more than once. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from commongrid.insight.figures.terms import Happening, Turn
from commongrid.insight.figures.turning import AREA, Step, is_counted


def advance(happenings: list[Happening], turn: Turn, step: Step) -> None:
    """Add what this entry tells, or write the answer on what was asked before. `turn`: as it was before the entry."""
    if effect := EFFECTS.get(step.kind):
        effect(happenings, turn, step)


def _new(turn: Turn, step: Step, *, nth: int = 0, unit: int | None = None, reason: str = "") -> Happening:
    return Happening(
        case_id=UUID(step.subject_id),
        seq=step.seq,
        nth=nth,
        round=turn.round,
        kind=step.kind.removeprefix("case."),
        area=turn.area,
        matter_id=turn.matter_id,
        unit_id=unit,
        channel=turn.channel,
        happened_on=step.on,
        reason=reason[:16],
    )


def _sent_back(happenings: list[Happening], turn: Turn, step: Step) -> None:
    unit = step.data.get("unit", turn.unit_id)
    new = _new(turn, step, unit=unit, reason=step.data.get("reason", ""))
    happenings.append(replace(new, counts=is_counted(turn, step)))


def _simply(happenings: list[Happening], turn: Turn, step: Step) -> None:
    happenings.append(_new(turn, step, unit=turn.unit_id, reason=step.data.get("reason", "")))


def _supervised(happenings: list[Happening], turn: Turn, step: Step) -> None:
    new = _new(turn, step, unit=turn.unit_id, reason=step.data.get("level", ""))
    happenings.append(_owed(new, step.moment("answer_due"), step))


def _whistled(happenings: list[Happening], turn: Turn, step: Step) -> None:
    for nth, unit in enumerate(dict.fromkeys(step.data.get("units", ()))):
        happenings.append(_owed(_new(turn, step, nth=nth, unit=unit), step.moment("by_when"), step))


def _owed(new: Happening, due: datetime | None, step: Step) -> Happening:
    return replace(new, due_at=due, owed_on=step.day(due) if due else None)


def _supervision_answered(happenings: list[Happening], turn: Turn, step: Step) -> None:
    """One answer answers every open supervision of the case."""
    for one in happenings:
        if one.kind == "supervised" and not one.answered:
            _answer(one, step)


def _whistle_answered(happenings: list[Happening], turn: Turn, step: Step) -> None:
    """A unit that only confirms has not reported in."""
    for one in happenings:
        is_called = one.kind == "whistled" and one.unit_id == step.data.get("unit")
        if step.data.get("arrived") and is_called and not one.answered:
            _answer(one, step)


def _escalated(happenings: list[Happening], turn: Turn, step: Step) -> None:
    """上报: it belongs to the centre that could not do it, not to the one that has it now."""
    happenings.append(_new(turn, step, unit=step.data.get("from")))


def _delegated(happenings: list[Happening], turn: Turn, step: Step) -> None:
    """退回下级: counts for the centre above only when it goes to one that had handed it up; otherwise it is a hand-down."""
    back = [one for one in happenings if one.kind == "escalated" and one.unit_id == step.data.get("centre")]
    waiting = [one for one in back if not one.answered]
    for one in waiting:
        one.answered = True
    happenings.append(replace(_new(turn, step, unit=step.data.get("from")), counts=bool(waiting)))


def _answer(one: Happening, step: Step) -> None:
    one.answered = True
    one.in_time = one.due_at is None or step.at <= one.due_at
    if one.in_time:
        one.owed_on = step.on


def _corrected(happenings: list[Happening], turn: Turn, step: Step) -> None:
    """The figures of this round move with its place and matter; earlier rounds stay where they were counted."""
    for one in happenings:
        if one.round == turn.round:
            one.area = step.data.get("area", one.area)[:AREA]
            one.matter_id = step.data.get("matter", one.matter_id)


EFFECTS: Mapping[str, Callable[[list[Happening], Turn, Step], None]] = {
    "case.sent_back": _sent_back,
    "case.paused": _simply,
    "case.extended": _simply,
    "case.urged": _simply,
    "case.supervised": _supervised,
    "case.supervision_answered": _supervision_answered,
    "case.whistled": _whistled,
    "case.whistle_answered": _whistle_answered,
    "case.escalated": _escalated,
    "case.delegated": _delegated,
    "case.corrected": _corrected,
}
