"""Legal advice of a demonstration: played through the real acts, once."""

from __future__ import annotations

import pytest

from commongrid.doors.exchange.history import advising
from commongrid.doors.exchange.history.company import Company
from commongrid.registry.appointments.models import Appointment
from commongrid.work.advice.models import Advice
from tests.cast import PASSWORD, Town


@pytest.mark.django_db
def test_two_lawyers_have_advised_and_are_booked(town: Town) -> None:
    company = Company(
        handlers={}, dispatchers={town.zhoumin.unit_id or 0: [town.zhoumin]}, workers={}, above={},
        cast=frozenset(), home="449900101",
    )  # fmt: skip
    assert advising.advise(company, now=town.now, password=PASSWORD) == len(advising.GIVEN)
    assert advising.advise(company, now=town.now, password=PASSWORD) == 0
    assert Advice.objects.filter(state="given").count() == len(advising.GIVEN)
    assert Advice.objects.exclude(conflicted=[]).count() == 1
    assert Appointment.objects.filter(starts_at__gt=town.now).count() == len(advising.AHEAD)
