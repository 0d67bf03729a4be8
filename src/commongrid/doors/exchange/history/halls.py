"""The halls of the demonstration's home town today: numbers that wait and one that is called, a group's matter, and the first count of coverage."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.utils import timezone

from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.doors.exchange.history.company import Company
from commongrid.insight.coverage import acts as coverage
from commongrid.intake import acts as intake
from commongrid.intake import queries as reports
from commongrid.registry.packs import queries as packs
from commongrid.registry.points import queries as points
from commongrid.registry.points.rules import services_of
from commongrid.work.reception import acts
from commongrid.work.reception.models import Ticket
from commongrid.work.reception.terms import LETTERS, Many, Source, Spokesman

SPACE = uuid.UUID("5f0c6a52-7a0e-4c1b-9d53-4f5f0f6f6b10")
WAITING = 4
WORDS = "鞋厂拖欠我们九十四名工人三个月工资，厂门口已经聚了不少人，希望尽快协调"
SPEAKING = (Spokesman("陈大文", "13800009401"), Spokesman("李小明", "13800009402"))


def open_doors(company: Company, *, now: datetime) -> int:
    """Numbers of today where a point is open now, a group's matter of this morning, and coverage; done, none."""
    if Ticket.objects.exists():
        return 0
    coverage.count(
        int(packs.setting("service_points_within_metres")), by=SYSTEM, at=now, day=timezone.localdate(now)
    )
    _group(company, now=now)
    return sum(
        _numbers(company, code, now=now) for code in [one.pk for one in points.open_now(company.home, now)]
    )


def _numbers(company: Company, code: str, *, now: datetime) -> int:
    point, day = points.find(code), timezone.localdate(now)
    offered = [one for one in services_of(point.services) if one in LETTERS] if point else []
    if point is None or not offered:
        return 0
    for n in range(WAITING):
        at = now - timedelta(minutes=5 * (WAITING - n))
        service = offered[n % len(offered)]
        acts.take(point, service, f"demo-{code}-{n}", Source.HALL, by=reports.reporter(), at=at, day=day)
    by = next((actor for actor in _counters(company) if point.division_id.startswith(actor.area[:12])), None)
    if by is not None:
        acts.call_next(point, "1", (), by=by, at=now - timedelta(minutes=2), day=day)
    return WAITING


def _group(company: Company, *, now: datetime) -> None:
    """Ninety-four workers, two who speak for them, two who gave their names."""
    by = next(iter(_counters(company)), None)
    if by is None:
        return
    key = uuid.uuid5(SPACE, company.home)
    draft = intake.Draft(
        channel="visit", key=str(key), id=key, words=WORDS, area=company.doorstep or company.home
    )
    acts.take_down(draft, many=Many(94, SPEAKING, ("王五", "赵六")), by=by, at=now - timedelta(hours=1))


def _counters(company: Company) -> list[Actor]:
    """Dispatchers of the home town, those who can sign in first."""
    found = [actor for each in company.dispatchers.values() for actor in each if actor.area == company.home]
    return sorted(found, key=lambda actor: actor.account_id not in company.cast)
