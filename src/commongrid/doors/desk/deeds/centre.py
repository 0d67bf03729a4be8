"""The dispatcher's acts, from the filled form to the act."""

from __future__ import annotations

from commongrid.cases import acts
from commongrid.cases.terms import Ask
from commongrid.doors.desk import correcting
from commongrid.doors.desk.deeds import doing
from commongrid.doors.desk.deeds.doing import Doing
from commongrid.work.dispatch import acts as dispatch


def assign(it: Doing) -> None:
    acts.assign(it.case, it.said["lead"], joint=list(it.said.get("joint", ())), why=it.why, **it.who)
    dispatch.answered(it.case, "other", at=it.at)


def accept(it: Doing) -> None:
    dispatch.take_proposal(it.case, **it.who)


def take_back(it: Doing) -> None:
    dispatch.take_back(it.case, why=it.why, **it.who)


def wrong(it: Doing) -> None:
    dispatch.reject_proposal(it.case, **it.who)


def escalate(it: Doing) -> None:
    acts.escalate(it.case, it.said["to"], why=it.why, **it.who)


def delegate(it: Doing) -> None:
    acts.delegate(it.case, it.said["to"], why=it.why, **it.who)


def void(it: Doing) -> None:
    acts.void(it.case, reason=it.said["reason"], why=it.why, **it.who)


def merge(it: Doing) -> None:
    acts.merge(it.case, doing.other(it.said["into"]), why=it.why, **it.who)


def correct(it: Doing) -> None:
    put_right = correcting.corrected(it.case, it.said)
    acts.correct(it.case, put_right.changes, put_right.limits, told=put_right.told, why=it.why, **it.who)


def pause(it: Doing) -> None:
    acts.pause(it.case, until=it.said["until"], reason=it.said["reason"], why=it.why, **it.who)


def resume(it: Doing) -> None:
    acts.resume(it.case, why=it.why, **it.who)


def extend(it: Doing) -> None:
    acts.extend(it.case, due=it.said["until"], reason=it.said["reason"], why=it.why, **it.who)


def refuse_ask(it: Doing) -> None:
    acts.refuse_ask(it.case, ask=Ask(it.said["ask"]), why=it.why, **it.who)


def reopen(it: Doing) -> None:
    acts.reopen(it.case, why=it.why, **it.who)
