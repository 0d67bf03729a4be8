"""Visiting days of the demonstration's home town: one that was held last week with what was brought, two announced."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from commongrid.base.access.terms import Actor
from commongrid.doors.exchange.history.company import Company
from commongrid.intake import acts as intake
from commongrid.intake.suggestion import suggest
from commongrid.registry.matters import queries as matters
from commongrid.registry.matters.terms import Item
from commongrid.registry.points import queries as points
from commongrid.work.visits import acts
from commongrid.work.visits.models import Day, Matter
from commongrid.work.visits.terms import PlanMade, Planned, StepPlan

SPACE = uuid.UUID("0c8f4f0b-6e0e-4a57-9f44-6b1f7a3d9e52")
LEADERS = ("镇党委书记", "镇长", "派出所所长", "司法所所长")
BROUGHT = (
    ("楼上装修噪音到半夜，说了几次没有用", "居委会当天上门，约定晚上八点后停工"),
    ("村口路灯坏了两个星期", "当场联系公用事业中心，当晚修复"),
    ("巷子里的排水沟堵了，下雨就淹", ""),
    ("老楼没有电梯，八户人家意见不一，想请镇里牵头", "hard"),
)
STEPS = (
    ("逐户征求意见", "社区居委会", 7),
    ("请设计单位出方案", "住建办", 14),
    ("公示并协商分摊", "住建办", 25),
)


def hold(company: Company, *, now: datetime) -> int:
    """Play the days up to now, all or nothing; how many. Done, it does nothing."""
    by = next(iter(_planners(company)), None)
    villages = [one.division_id for one in points.within(company.home) if len(one.division_id) == 12]
    if by is None or not villages or Day.objects.exists():
        return 0
    with transaction.atomic():
        _held(villages[0], by, now - timedelta(days=6))
        for n, village in enumerate(dict.fromkeys(villages[:2]), 1):
            _announced(village, by, now + timedelta(days=2 * n), now)
    return 1 + len(set(villages[:2]))


def _announced(village: str, by: Actor, on: datetime, at: datetime) -> Day:
    point = next((one.pk for one in points.within(village)), "")
    begins = timezone.localtime(on).replace(hour=9, minute=0, second=0, microsecond=0)
    told = Planned(
        division=village, begins_at=begins, ends_at=begins + timedelta(hours=3), leaders=LEADERS[:3],
        about="邻里纠纷、道路、路灯、排水", point=point, address="" if point else "社区广场",
    )  # fmt: skip
    day = acts.plan(told, str(uuid.uuid5(SPACE, f"{village} {begins.date()}")), by=by, at=at)
    return acts.announce(day, by=by, at=at)


def _held(village: str, by: Actor, on: datetime) -> None:
    day = _announced(village, by, on, on - timedelta(days=5))
    acts.begin(day, by=by, at=day.begins_at)
    for n, (words, answer) in enumerate(BROUGHT):
        key = uuid.uuid5(SPACE, f"{village} {n}")
        draft = intake.Draft(channel="visit", key=str(key), id=key, words=words, area=village)
        at = day.begins_at + timedelta(minutes=20 * n + 5)
        matter = acts.walk_in(day, draft, phone=f"1380000{n:04d}", by=by, at=at)[1]
        _decided(matter, answer, by, at + timedelta(minutes=10))
    acts.end(day, by=by, at=day.ends_at)


def _decided(matter: Matter, answer: str, by: Actor, at: datetime) -> None:
    item = _item(matter.report.words or "")
    if answer not in ("", "hard"):
        acts.answer(matter, item, answer, by=by, at=at)
        return
    acts.take_on(matter, item, by=by, at=at)
    if answer == "hard":
        today = timezone.localdate(at)
        steps = tuple(StepPlan(words, who, today + timedelta(days=days)) for words, who, days in STEPS)
        plan = PlanMade("镇长", ("住建办", "社区居委会", "司法所"), steps)
        acts.make_plan(matter, plan, by=by, at=at, today=today)
        acts.do_step(matter, 1, by=by, at=at + timedelta(days=3))


def _item(words: str) -> Item:
    """The matter the words point to, else the first of the catalogue that is in use."""
    known = matters.kept().items
    pointed = (known.get(each.code) for each in suggest(words).answer)
    in_use = next((item for item in pointed if item is not None and item.active), None)
    return in_use or next(item for item in matters.catalogue() if item.active)


def _planners(company: Company) -> list[Actor]:
    """Dispatchers of the home town, those who can sign in first."""
    found = [actor for each in company.dispatchers.values() for actor in each if actor.area == company.home]
    return sorted(found, key=lambda actor: actor.account_id not in company.cast)
