"""A service from asking to stars; who may; what is refused; what its lists stand on."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection

from commongrid.base.verdicts import NotAllowed, Outrun, Refused
from commongrid.work.outreach import acts, queries
from commongrid.work.outreach.models import Request, Service
from tests.cast import Town
from tests.explaining import explain_asked, explain_queryset
from tests.work.outreach.things import VILLAGE, agreed, asked, asking

pytestmark = pytest.mark.django_db


def test_from_asking_to_stars_and_into_the_units_year(town: Town) -> None:
    found = asked(town)
    assert found.due_at > town.now
    acts.offer(found, town.now + timedelta(days=6), by=town.liguoqiang, at=town.now, why="那天有执法任务")
    acts.take(found, by=town.huangweiming, at=town.now)
    assert [one.pk for one in queries.coming(VILLAGE, town.now)] == [found.pk]
    with pytest.raises(Refused, match=r"outreach\.not_begun"):
        acts.finish(found, 58, by=town.liguoqiang, at=town.now)
    acts.finish(found, 58, by=town.liguoqiang, at=town.later(days=7))
    acts.rate(found, 4, by=town.huangweiming, at=town.now)
    with pytest.raises(Refused, match=r"outreach\.rated_already"):
        acts.rate(found, 5, by=town.huangweiming, at=town.now)
    told = queries.record(found.unit_id, town.now - timedelta(days=365), town.later(seconds=1))
    assert (told.asked, told.done, told.served, told.average) == (1, 1, 58, 4.0)
    assert not queries.coming(VILLAGE, town.now - timedelta(days=9))


def test_the_same_key_is_one_request_and_a_stale_one_is_outrun(town: Town) -> None:
    first = acts.ask(asking(town), "key-key-key", by=town.huangweiming, at=town.now)
    assert acts.ask(asking(town, people=5), "key-key-key", by=town.huangweiming, at=town.now).pk == first.pk
    stale = queries.find(first.pk)
    assert stale is not None
    acts.withdraw(first, by=town.huangweiming, at=town.now)
    with pytest.raises(Outrun):
        acts.decline(stale, by=town.liguoqiang, at=town.now, why="人手不足")


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"days": ()}, "no_days"), ({"hours": 0}, "hours"), ({"people": 0}, "people"), ({"place": " "}, "nowhere"),
        ({"service": "none"}, "no_such_service"), ({"unit": "449900101-GY"}, "not_their_service"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_by_name(town: Town, other: dict[str, object], why: str) -> None:
    with pytest.raises(Refused, match=rf"outreach\.{why}"):
        asked(town, **other)
    with pytest.raises(Refused, match=r"outreach\.not_ahead"):
        asked(town, days=(town.now - timedelta(hours=1),))
    assert not Request.objects.exists()


def test_each_side_does_its_own_part_and_others_none(town: Town) -> None:
    found = asked(town)
    for stranger in (town.wuminyi, town.chenlihua, town.liangyong, town.huangweiming):
        with pytest.raises(NotAllowed):
            acts.decline(found, by=stranger, at=town.now, why="不是我们")
    with pytest.raises(NotAllowed):
        acts.withdraw(found, by=town.liguoqiang, at=town.now)
    with pytest.raises(NotAllowed):
        asked(town, division="449900101002")
    with pytest.raises(Refused, match=r"outreach\.not_proposed"):
        acts.accept(found, town.now + timedelta(days=1), by=town.liguoqiang, at=town.now)
    with pytest.raises(Refused, match=r"outreach\.say_why"):
        acts.decline(found, by=town.liguoqiang, at=town.now, why="  ")
    assert not queries.open_ones(town.wuminyi).exists()
    assert queries.open_ones(town.liguoqiang).count() == queries.open_ones(town.huangweiming).count() == 1


def test_what_is_called_off_stays_on_the_notice_with_its_reason(town: Town) -> None:
    found = agreed(town)
    acts.call_off(found, by=town.liguoqiang, at=town.now, why="台风")
    assert [(one.state, one.why) for one in queries.coming(VILLAGE, town.now)] == [("called_off", "台风")]


def test_a_packs_services_take_the_place_of_the_former(town: Town) -> None:
    asked(town)
    call_command("load_outreach", "small-town")
    assert not Service.objects.get(pk="pets").active
    assert [one.code for one in queries.units_for(Service.objects.get(pk="health-check"), VILLAGE)] == [
        "449900101-D14"
    ]


def test_lists_stand_on_their_indexes(town: Town) -> None:
    first = asked(town)
    Request.objects.bulk_create(
        Request(
            id=UUID(int=n), key=f"many-{n:06d}", area=f"4499001{n % 400:05d}", division_id=VILLAGE, unit_id=first.unit_id,
            unit_ids=[9000 + n % 300], service_id="pets", days=[town.now], hours=2, people=9, place="广场", asked_at=town.now,
            due_at=town.now, state=("asked", "agreed", "done")[n % 3], begins_at=town.now + timedelta(hours=n), served=1,
        )
        for n in range(1, 3000)
    )  # fmt: skip
    with connection.cursor() as db:
        db.execute("analyze outreach_request")
    assert "outreach_request_owed" in explain_queryset(queries.open_ones(town.liguoqiang)).indexes
    assert "outreach_request_area" in explain_queryset(queries.open_ones(town.huangweiming)).indexes
    late = town.now + timedelta(hours=2900)
    assert "outreach_request_coming" in explain_asked(lambda: queries.coming("4499", late)).indexes
