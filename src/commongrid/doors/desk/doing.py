"""From a filled form to the act: one small function for each, all told who and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.base.files import queries as files
from commongrid.base.files.terms import Stage
from commongrid.base.verdicts import NotAllowed, Refused, Why
from commongrid.cases import acts, numbers, queries
from commongrid.cases.models import Case
from commongrid.cases.terms import Ask
from commongrid.doors.desk import correcting
from commongrid.doors.look import pictures
from commongrid.registry.units import queries as units
from commongrid.work.dispatch import acts as dispatch


@dataclass(slots=True)
class Doing:
    """One act about to be done: to what, with which words, by whom and when."""

    request: HttpRequest
    case: Case
    said: dict[str, Any]
    by: Actor
    at: datetime

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at}

    @property
    def why(self) -> str:
        return str(self.said.get("why", ""))


def assign(it: Doing) -> None:
    acts.assign(it.case, it.said["lead"], joint=list(it.said.get("joint", ())), why=it.why, **it.who)
    dispatch.answered(it.case, "other", at=it.at)


def accept(it: Doing) -> None:
    dispatch.take_proposal(it.case, **it.who)


def wrong(it: Doing) -> None:
    dispatch.reject_proposal(it.case, **it.who)


def escalate(it: Doing) -> None:
    acts.escalate(it.case, it.said["to"], why=it.why, **it.who)


def delegate(it: Doing) -> None:
    acts.delegate(it.case, it.said["to"], why=it.why, **it.who)


def void(it: Doing) -> None:
    acts.void(it.case, reason=it.said["reason"], why=it.why, **it.who)


def merge(it: Doing) -> None:
    acts.merge(it.case, other(it.said["into"]), why=it.why, **it.who)


def other(number: str) -> Case:
    """A case named by its number; raises Refused when there is none."""
    try:
        return queries.for_act(number)
    except Case.DoesNotExist:
        raise Refused("cases.gone", number=numbers.spoken(numbers.clean(number))) from None


def correct(it: Doing) -> None:
    put_right = correcting.corrected(it.case, it.said)
    acts.correct(it.case, put_right.changes, put_right.limits, told=put_right.told, why=it.why, **it.who)


def take(it: Doing) -> None:
    acts.take(it.case, **it.who)


def send_back(it: Doing) -> None:
    acts.send_back(it.case, reason=it.said["reason"], why=it.why, **it.who)


def transfer(it: Doing) -> None:
    held = units.colleagues(it.by.unit_id or 0, timezone.localdate(it.at))
    to = held.filter(account=int(it.said["to"])).first()
    if to is None:
        raise NotAllowed("access.out_of_reach", ability="cases.transfer", role=it.by.role)
    acts.transfer(it.case, to.account_id, to.account.name, why=it.why, **it.who)


def ask_pause(it: Doing) -> None:
    acts.ask_pause(it.case, until=it.said["until"], reason=it.said["reason"], why=it.why, **it.who)


def ask_extend(it: Doing) -> None:
    acts.ask_extend(it.case, until=it.said["until"], reason=it.said["reason"], why=it.why, **it.who)


def pause(it: Doing) -> None:
    acts.pause(it.case, until=it.said["until"], reason=it.said["reason"], why=it.why, **it.who)


def extend(it: Doing) -> None:
    acts.extend(it.case, due=it.said["until"], reason=it.said["reason"], why=it.why, **it.who)


def refuse_ask(it: Doing) -> None:
    acts.refuse_ask(it.case, ask=Ask(it.said["ask"]), why=it.why, **it.who)


def resume(it: Doing) -> None:
    acts.resume(it.case, why=it.why, **it.who)


def report_part(it: Doing) -> None:
    acts.report_part(it.case, why=it.why, **it.who)


def report_done(it: Doing) -> None:
    photos(it, Stage.AFTER)
    stood = files.photos([f"case:{it.case.pk}"])
    acts.report_done(it.case, photos=sum(one.stage == Stage.AFTER for one in stood), why=it.why, **it.who)


def photos(it: Doing, stage: str) -> list[str]:
    """Keeps the photos of the form; raises Refused when none of those sent could be read."""
    taken = pictures.take_in(it.request, f"case:{it.case.pk}", stage, by=it.by, at=it.at)
    if taken.refused and not taken.photos:
        why: Why = taken.refused[0]
        raise Refused(why.key, **why.facts)
    return [str(photo.pk) for photo in taken.photos]


def pass_check(it: Doing) -> None:
    acts.pass_check(it.case, photos=len(photos(it, Stage.EVIDENCE)), why=it.why, **it.who)


def fail_check(it: Doing) -> None:
    acts.fail_check(it.case, photos=len(photos(it, Stage.EVIDENCE)), why=it.why, **it.who)


def supervise(it: Doing) -> None:
    acts.supervise(it.case, level=it.said["level"], text=it.why, answer_due_at=it.said["until"], **it.who)


def answer_supervision(it: Doing) -> None:
    acts.answer_supervision(it.case, text=it.why, **it.who)


def urge(it: Doing) -> None:
    acts.urge(it.case, why=it.why, **it.who)


def whistle(it: Doing) -> None:
    called = list(it.said["units"])
    acts.whistle(it.case, called, place=it.said["place"], by_when=it.said["until"], why=it.why, **it.who)


def answer_whistle(it: Doing) -> None:
    acts.answer_whistle(it.case, arrived=it.said["arrived"] == "yes", why=it.why, **it.who)


def comment(it: Doing) -> None:
    acts.comment(it.case, it.why, is_public=bool(it.said["is_public"]), **it.who)


def attach(it: Doing) -> None:
    kept = photos(it, it.said["stage"])
    if not kept:
        raise Refused("cases.needs", what="photos")
    acts.attach(it.case, kept, stage=it.said["stage"], **it.who)


def reopen(it: Doing) -> None:
    acts.reopen(it.case, why=it.why, **it.who)


def watch(it: Doing) -> None:
    if not access.may(it.by, "cases.watch", it.case).answer or it.by.account_id is None:
        raise NotAllowed("access.no_grant", ability="cases.watch", role=it.by.role)
    is_watched = it.case.watches.filter(account=it.by.account_id).exists()
    acts.watch(it.case, it.by.account_id, wanted=not is_watched, **it.who)
