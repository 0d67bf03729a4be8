"""Services brought out in the demonstration's home town: held and rated, agreed, offered, asked, declined."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from commongrid.base.access import rules as access
from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.doors.exchange import outreach
from commongrid.doors.exchange.history.company import Company
from commongrid.registry.packs import shelf
from commongrid.registry.places import queries as places
from commongrid.registry.points.terms import Ground
from commongrid.work.outreach import acts, queries
from commongrid.work.outreach.models import Request
from commongrid.work.outreach.terms import Asking

SPACE = uuid.UUID("2b9f9c1e-5f0b-4a76-9d0d-3b5c1a7e4f10")
DONE, AGREED, OFFERED, ASKED, DECLINED = "done", "agreed", "offered", "asked", "declined"
LIVES = (
    (DONE, "health-check", 21, 80, "社区广场", 76), (DONE, "social-cards", 9, 40, "便民服务站", 33), (AGREED, "fire-training", -4, 120, "小区篮球场", 0),
    (AGREED, "id-cards", -7, 50, "便民服务站", 0), (OFFERED, "legal-talk", -10, 30, "文化活动室", 0), (ASKED, "food-check", -12, 60, "农贸市场门口", 0),
    (DECLINED, "food-check", -3, 20, "社区广场", 0),
)  # fmt: skip
"""How it ended, the service, days ago it was held (ahead: negative), for how many, where, how many were served."""


def bring(company: Company, name: str, *, now: datetime) -> int:
    """Load the pack's services and play requests up to now, all or nothing; how many were asked."""
    path = shelf.find(name) / "outreach.csv"
    if not path.exists() or Request.objects.exists():
        return 0
    with transaction.atomic():
        acts.set_services(
            outreach.read(path), by=SYSTEM, at=now - timedelta(days=60), why="services of the pack"
        )
        villages = [
            code
            for code in sorted(places.atlas().divisions)
            if len(code) == 12 and code.startswith(company.home)
        ]
        home = company.doorstep[:12] or (villages[0] if villages else "")
        order = [home, *(code for code in villages if code != home)][:3]
        made = (
            [_live(company, order[n % len(order)], n, told, now) for n, told in enumerate(LIVES)]
            if home
            else []
        )
    return sum(made)


def _live(
    company: Company, village: str, n: int, told: tuple[str, str, int, int, str, int], now: datetime
) -> bool:
    fate, code, ago, people, place, served = told
    day = timezone.localtime(now - timedelta(days=ago)).replace(hour=9, minute=0, second=0, microsecond=0)
    asked_at = min(day - timedelta(days=8), now - timedelta(hours=6))
    service = next((one for one in queries.services() if one.code == code), None)
    units = queries.units_for(service, village) if service else []
    asker = _one(company, "outreach.ask", Ground(village))
    if not units or asker is None:
        return False
    asking = Asking(
        village, code, units[0].code, (day, day + timedelta(days=1)), 3, people, place, "有电梯，可停车两辆"
    )
    found = acts.ask(asking, str(uuid.uuid5(SPACE, f"{village} {n}")), by=asker, at=asked_at)
    comer = _one(company, "outreach.answer", found)
    if comer is None or fate == ASKED:
        return True
    _answered(found, fate, comer, asker, served=served, at=asked_at + timedelta(hours=4))
    return True


def _answered(found: Request, fate: str, comer: Actor, asker: Actor, *, served: int, at: datetime) -> None:
    day = found.days[0]
    if fate == DECLINED:
        acts.decline(found, by=comer, at=at, why="设备检修，下月可以再约")
    elif fate == OFFERED:
        acts.offer(found, day + timedelta(days=3), by=comer, at=at, why="当天已有安排")
    else:
        acts.accept(found, day, by=comer, at=at)
    if fate == DONE:
        acts.finish(found, served, by=comer, at=day + timedelta(hours=4))
        acts.rate(found, 5 if served > 50 else 4, by=asker, at=day + timedelta(hours=30))


def _one(company: Company, ability: str, thing: object) -> Actor | None:
    """Somebody who may, of those who can sign in where there is one."""
    found = [
        actor for group in company.everybody() for actor in group if access.may(actor, ability, thing).answer
    ]
    return min(
        found, key=lambda actor: (actor.account_id not in company.cast, actor.account_id or 0), default=None
    )
