"""The unit's acts, from the filled form to the act."""

from __future__ import annotations

from django.utils import timezone

from commongrid.base.files import queries as files
from commongrid.base.files.terms import Stage
from commongrid.base.verdicts import NotAllowed
from commongrid.cases import acts
from commongrid.doors.desk.deeds import doing
from commongrid.doors.desk.deeds.doing import Doing
from commongrid.registry.units import queries as units


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


def report_part(it: Doing) -> None:
    acts.report_part(it.case, why=it.why, **it.who)


def report_done(it: Doing) -> None:
    doing.photos(it, Stage.AFTER)
    stood = files.photos([f"case:{it.case.pk}"])
    acts.report_done(it.case, photos=sum(one.stage == Stage.AFTER for one in stood), why=it.why, **it.who)
