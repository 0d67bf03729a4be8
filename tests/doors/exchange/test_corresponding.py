"""Letters and services brought out of a demonstration: played through the real acts, once, and nothing personal is public."""

from __future__ import annotations

import pytest

from commongrid.doors.exchange.history import corresponding, outreaching
from commongrid.doors.exchange.history.company import Company
from commongrid.work.letters import queries
from commongrid.work.letters.models import Letter
from commongrid.work.letters.queries import Asked
from commongrid.work.outreach.models import Request
from tests.cast import Town


@pytest.mark.django_db
def test_letters_in_every_state_are_written_once(town: Town) -> None:
    staff = [town.zhoumin, town.liangyong]
    company = Company(
        handlers={}, dispatchers={town.zhoumin.unit_id or 0: staff}, workers={}, above={},
        cast=frozenset(one.account_id or 0 for one in staff), home="449900101",
    )  # fmt: skip
    assert corresponding.write(company, "small-town", now=town.now) == len(corresponding.LETTERS)
    assert corresponding.write(company, "small-town", now=town.now) == 0
    assert {one.state for one in Letter.objects.all()} == {"open", "drafted", "answered"}
    public = queries.published(Asked())[0]
    assert len(public) == 2
    told = "".join(f"{one.title}{one.question}{one.answer}" for one in public)
    assert not any(each in told for each in ("李小燕", "13800001111", "粤S12345", "502室"))


@pytest.mark.django_db
def test_services_are_asked_for_once_and_answered_where_somebody_sits(town: Town) -> None:
    company = Company(
        handlers={}, dispatchers={1: [town.zhoumin, town.huangweiming]}, workers={}, above={},
        cast=frozenset((town.huangweiming.account_id or 0,)), home="449900101", doorstep="449900101001",
    )  # fmt: skip
    assert outreaching.bring(company, "small-town", now=town.now) == len(outreaching.LIVES)
    assert outreaching.bring(company, "small-town", now=town.now) == 0
    assert set(Request.objects.values_list("state", flat=True)) == {"asked"}, (
        "nobody of the departments is there"
    )
