"""Requests for the tests of this room: the community of the secretary asks urban management of the town."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from commongrid.base.access.terms import SYSTEM
from commongrid.work.outreach import acts
from commongrid.work.outreach.models import Request, Service
from commongrid.work.outreach.terms import Asking
from tests.cast import Town

VILLAGE = "449900101001"
SERVICE = Service("pets", "犬只登记与免疫", "Dog registration", "D17")


def asking(town: Town, **other: Any) -> Asking:
    if not Service.objects.exists():
        acts.set_services(
            [Service(**{name: getattr(SERVICE, name) for name in ("code", "name", "name_en", "department")})],
            by=SYSTEM,
            at=town.now,
            why="test",
        )
    facts: dict[str, Any] = {
        "division": VILLAGE, "service": "pets", "unit": "449900101-D17", "hours": 3, "people": 60, "place": "社区广场",
        "days": (town.now + timedelta(days=5), town.now + timedelta(days=8)),
    }  # fmt: skip
    return Asking(**{**facts, **other})


def asked(town: Town, **other: Any) -> Request:
    return acts.ask(asking(town, **other), str(uuid4()), by=town.huangweiming, at=town.now)


def agreed(town: Town) -> Request:
    found = asked(town)
    return acts.accept(found, found.days[0], by=town.liguoqiang, at=town.now)
