"""Two counsellors with hours at the centre, a carer of the community, and somebody who has agreed to be visited."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import UUID

import pytest

from commongrid.base.access.terms import Actor
from commongrid.intake import queries as reports
from commongrid.registry.appointments import acts as appointments
from commongrid.registry.appointments.models import Session
from commongrid.registry.appointments.terms import Weekly
from commongrid.registry.people import acts as people
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.units.models import Post
from commongrid.work.care import acts
from commongrid.work.care.models import Care
from commongrid.work.care.terms import Wish
from tests.cast import Town

CENTRE, VILLAGE = "SP-449900101", "449900101001"
CANARY, PHONE = "金丝雀甲乙", "13800138111"
"""A name and a number that must be found nowhere but in this room, and there only sealed."""


def hours(town: Town, who: str = "anyi", weekday: int = 0) -> Session:
    weekly = Weekly(weekday, time(14), time(17), 60, 1, date(2026, 1, 1))
    point = ServicePoint.objects.get(pk=CENTRE)
    post = Post.objects.get(pk=town.actors[who].post_id)
    return appointments.set_session(
        point, "psychology", post, weekly, "心理疏导室", by=town.zhoumin, at=town.now
    )


def resident(town: Town, phone: str = PHONE) -> Actor:
    return reports.reporter(people.remember(phone=phone, at=town.now).pk)


def wish(town: Town, **told: object) -> Wish:
    facts = {
        "area": VILLAGE, "purposes": ("meals", "company"), "until": town.today + timedelta(days=90), "name": CANARY,
        "address": f"{CANARY}路9号302", "words": f"{CANARY}耳背，请大声",
    }  # fmt: skip
    return Wish(**{**facts, **told})  # type: ignore[arg-type]


def begin(town: Town, key: str = "care-form-1", **told: object) -> Care:
    return acts.begin(wish(town, **told), key, by=resident(town), at=town.now)


def taken(town: Town) -> Care:
    return acts.take(begin(town), 14, by=town.guanaihua, at=town.now)


@pytest.fixture
def session(town: Town) -> Session:
    return hours(town)


def person_of(one: Care) -> UUID:
    found = one.person_id or one.guardian_id
    assert found is not None
    return found
