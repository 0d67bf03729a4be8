"""An officer of the town's bureau serves at the service centre on Monday afternoons."""

from __future__ import annotations

from datetime import date, time

import pytest

from commongrid.registry.appointments import acts
from commongrid.registry.appointments.models import Session
from commongrid.registry.appointments.terms import Weekly
from commongrid.registry.places.models import ServicePoint
from commongrid.registry.units.models import Post
from tests.cast import Town

CENTRE = "SP-449900101"
MONDAYS = Weekly(0, time(14), time(17), 60, 1, date(2026, 1, 1))


def server() -> Post:
    post = Post.objects.filter(role="officer").order_by("id").first()
    assert post is not None
    return post


def make(town: Town, weekly: Weekly = MONDAYS) -> Session:
    point = ServicePoint.objects.get(pk=CENTRE)
    return acts.set_session(point, "legal", server(), weekly, "法律咨询室", by=town.zhoumin, at=town.now)


@pytest.fixture
def session(town: Town) -> Session:
    return make(town)
