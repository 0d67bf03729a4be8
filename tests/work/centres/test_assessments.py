"""An assessment from its beginning to its end, who may do what in it, and how centres compare by level."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from commongrid.base.journal.models import Entry
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.registry.points import queries as points
from commongrid.work.centres import acts, queries
from commongrid.work.centres.models import Assessment, Edition
from commongrid.work.centres.queries.comparing import how
from commongrid.work.centres.terms import Level, Met
from tests.cast import START, Town
from tests.explaining import explain_asked, explain_queryset
from tests.work.centres.things import CENTRE, HALL, begun, filled, published, submitted

pytestmark = pytest.mark.django_db


def test_begun_twice_is_one_and_only_by_those_whose_centre_it_is(town: Town) -> None:
    found = begun(town)
    point = points.find(CENTRE)
    assert point is not None
    assert acts.begin(point, by=town.zhoumin, at=town.now) == found
    assert found.findings.count() == len(queries.proposed().items)
    for somebody in (town.huangweiming, town.liguoqiang, town.suqing):
        with pytest.raises(NotAllowed):
            acts.begin(point, by=somebody, at=town.now)
    station = points.find("ST-449900101001901")
    assert station is not None
    with pytest.raises(Refused):
        acts.begin(station, by=town.zhoumin, at=town.now)


def test_nothing_begins_before_there_is_a_standard(town: Town) -> None:
    point = points.find(CENTRE)
    assert point is not None
    with pytest.raises(Refused):
        acts.begin(point, by=town.zhoumin, at=town.now)
    with pytest.raises(NotAllowed):
        acts.publish(queries.proposed(), by=town.zhoumin, at=town.now, why="试行")
    first = published(town)
    assert published(town) == first
    acts.publish(replace(queries.proposed(), months=12), by=town.suqing, at=town.now, why="一年一评")
    assert Edition.objects.count() == 2


def test_what_is_not_shown_is_not_handed_in(town: Town) -> None:
    found = begun(town)
    with pytest.raises(Refused) as refused:
        acts.submit(found, by=town.zhoumin, at=town.now)
    assert refused.value.why.key == "centres.not_answered"


def test_the_level_above_lowers_an_item_and_another_person_answers_the_appeal(town: Town) -> None:
    found = submitted(town, HALL)
    with pytest.raises(NotAllowed):
        acts.grade(found, {}, on_the_spot=False, by=town.huangweiming, at=town.now)
    with pytest.raises(Refused):
        acts.grade(found, {"r1": (Met.YES, "好")}, on_the_spot=False, by=town.zhoumin, at=town.now)
    acts.grade(
        found, {"f2": (Met.NO, "只写了姓名")}, on_the_spot=True, by=town.zhoumin, at=town.later(days=1)
    )
    findings = queries.findings(found)
    assert (findings["f2"].found, findings["f2"].why) == ("no", "只写了姓名")
    assert (findings["p1"].own, found.grade) == ("no", "not_yet"), (
        "two rooms are looked up, a must is not met"
    )
    before = found.score or 0
    acts.appeal(found, "岗位牌上周已换", by=town.huangweiming, at=town.later(days=1))
    with pytest.raises(NotAllowed):
        acts.answer_appeal(found, ["f2"], "已换", by=town.zhoumin, at=town.now)
    acts.answer_appeal(found, ["f2", "p1"], "看过新牌", by=town.liangyong, at=town.later(days=1))
    assert (found.state, found.score) == ("final", before + 4)
    with pytest.raises(Refused):
        acts.appeal(found, "再来", by=town.huangweiming, at=town.now)
    told = Entry.objects.get(kind="centre.appeal_answered").data
    assert (told["raised"], told["point_name"]) == (1, found.point.name)


def test_nobody_reviews_what_stands_on_their_own_level(town: Town) -> None:
    found = submitted(town)
    for somebody in (town.zhoumin, town.liangyong):
        with pytest.raises(Refused) as refused:
            acts.grade(found, {}, on_the_spot=False, by=somebody, at=town.now)
        assert refused.value.why.key in ("centres.another_person", "centres.level_above")
    acts.give_back(found, by=town.guojian, at=town.now, why="调解室照片看不清")
    assert (found.state, found.note) == ("draft", "调解室照片看不清")
    acts.submit(found, by=town.zhoumin, at=town.later(days=1))
    acts.grade(found, {}, on_the_spot=False, by=town.guojian, at=town.later(days=1))
    assert (found.grade, found.score) == ("model", 100)


def test_a_draft_is_dropped_and_the_grade_before_goes_on(town: Town) -> None:
    found = submitted(town)
    acts.grade(found, {}, on_the_spot=False, by=town.guojian, at=town.now)
    acts.drop(filled(town), by=town.zhoumin, at=town.later(days=400))
    assert queries.standing(CENTRE) == found
    assert found.valid_until is not None
    assert how(found, found.valid_until) == "model"
    assert how(found, found.valid_until + timedelta(days=1)) == "expired"


def test_levels_are_compared_in_a_number_of_queries_that_does_not_grow(
    town: Town, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    found = submitted(town)
    acts.grade(found, {}, on_the_spot=False, by=town.guojian, at=town.now)
    with django_assert_num_queries(2):  # type: ignore[operator]
        lines = queries.points(town.guojian)
        counted = {one.level: one for one in queries.by_level(lines, town.today)}
    assert (counted[Level.TOWN].all, counted[Level.TOWN].model) == (1, 1)
    assert (counted[Level.COMMUNITY].all, counted[Level.COMMUNITY].never) == (3, 3)


def test_what_the_lists_stand_on(town: Town) -> None:
    edition = published(town)
    Assessment.objects.bulk_create(
        Assessment(
            id=UUID(int=n), point_id=HALL, edition=edition, area=HALL[3:], state="dropped" if n % 3 else "final",
            begun_at=START + timedelta(hours=n), graded_at=START + timedelta(hours=n), grade="meets",
        )
        for n in range(3000)
    )  # fmt: skip
    with connection.cursor() as db:
        db.execute("analyze centres_assessment")
    assert "centres_of_point" in explain_asked(lambda: queries.standing(HALL)).indexes
    assert explain_queryset(queries.of_area(town.huangweiming)).indexes & {
        "centres_of_area",
        "centres_one_open",
    }
