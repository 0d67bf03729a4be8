"""The check, and what is done at any time, from the filled form to the act."""

from __future__ import annotations

from commongrid.base.access import rules as access
from commongrid.base.files.terms import Stage
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.cases import acts
from commongrid.doors.desk.deeds import doing
from commongrid.doors.desk.deeds.doing import Doing


def pass_check(it: Doing) -> None:
    acts.pass_check(it.case, photos=len(doing.photos(it, Stage.EVIDENCE)), why=it.why, **it.who)


def fail_check(it: Doing) -> None:
    acts.fail_check(it.case, photos=len(doing.photos(it, Stage.EVIDENCE)), why=it.why, **it.who)


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


def rate_called(it: Doing) -> None:
    acts.rate_called(it.case, it.said["unit"], stars=int(it.said["stars"]), why=it.why, **it.who)


def agree_task(it: Doing) -> None:
    acts.agree_task(it.case, it.said["unit"], text=it.why, due_at=it.said["until"], **it.who)


def finish_task(it: Doing) -> None:
    acts.finish_task(it.case, it.said["task"], why=it.why, **it.who)


def comment(it: Doing) -> None:
    acts.comment(it.case, it.why, is_public=bool(it.said["is_public"]), **it.who)


def attach(it: Doing) -> None:
    kept = doing.photos(it, it.said["stage"])
    if not kept:
        raise Refused("cases.needs", what="photos")
    acts.attach(it.case, kept, stage=it.said["stage"], **it.who)


def watch(it: Doing) -> None:
    if not access.may(it.by, "cases.watch", it.case).answer or it.by.account_id is None:
        raise NotAllowed("access.no_grant", ability="cases.watch", role=it.by.role)
    is_watched = it.case.watches.filter(account=it.by.account_id).exists()
    acts.watch(it.case, it.by.account_id, wanted=not is_watched, **it.who)
