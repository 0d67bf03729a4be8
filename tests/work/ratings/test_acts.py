"""A rating from the proposal to its end: heard, decided, contested before somebody else, warned, withdrawn, run out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commongrid.base.journal import queries as history
from commongrid.base.notices.models import Notice
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.work.ratings import acts, queries, rules
from commongrid.work.ratings.models import Edition, Rating
from tests.cast import Town
from tests.work.ratings.things import inspected, keeper, looked_after, place, proposed, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ready(town: Town, settings: object, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    published(town)
    looked_after(town)
    inspected(town)


def given(town: Town) -> Rating:
    rating = proposed(town)
    acts.explain(rating.pk, "都按要求做了", by=keeper(town), at=town.now)
    return acts.decide(rating.pk, by=town.zhoumin, at=town.now, why="现场与记录一致")


def test_criteria_are_published_once_and_anew_only_when_they_differ(town: Town) -> None:
    assert Edition.objects.count() == 3
    published(town)
    assert Edition.objects.count() == 3
    with pytest.raises(NotAllowed):
        acts.publish_criteria([], by=town.zhoumin, at=town.now, why="x")


def test_the_keeper_is_told_first_and_nothing_is_decided_before_they_are_heard(town: Town) -> None:
    rating = proposed(town)
    assert proposed(town).pk == rating.pk
    assert (rating.grade, rating.state) == ("safe", "proposed")
    assert Notice.objects.filter(kind="ratings.told_proposed", person_id=place().keeper_id).count() == 1
    with pytest.raises(Refused, match=r"ratings\.still_heard"):
        acts.decide(rating.pk, by=town.zhoumin, at=town.now, why="好")
    with pytest.raises(Refused, match=r"ratings\.proposed_already"):
        proposed(town, "another-key")
    decided = acts.decide(rating.pk, by=town.zhoumin, at=town.later(days=6), why="好")
    assert decided.state == "in_force"


def test_only_the_keeper_speaks_and_their_words_are_in_no_entry(town: Town) -> None:
    rating = proposed(town)
    with pytest.raises(NotAllowed):
        acts.explain(rating.pk, "我替他说", by=town.hezhiqiang, at=town.now)
    acts.explain(rating.pk, "钥匙在我手上", by=keeper(town), at=town.now)
    kept = Rating.objects.get()
    assert kept.explanation == "钥匙在我手上"
    told = repr([entry.data for entry in history.history("rating", str(rating.pk))])
    assert "钥匙" not in told
    town.later(days=2000)
    acts.drop(rating.pk, by=town.chenlihua, at=town.now - timedelta(days=1200), why="重来")
    assert acts.expire_words(town.now - timedelta(days=1095), at=town.now) == 1


def test_not_met_is_contested_and_somebody_else_decides(town: Town) -> None:
    rating = proposed(town, exits=(False, "二楼门锁着"))
    acts.explain(rating.pk, "当天在修门", by=keeper(town), at=town.now)
    acts.decide(rating.pk, by=town.zhoumin, at=town.now, why="出口不通")
    assert Rating.objects.get().state == "not_met"
    assert queries.standing(place()) is None
    acts.appeal(rating.pk, "门已修好，请复核", by=keeper(town), at=town.later(days=3))
    with pytest.raises(Refused, match=r"ratings\.appealed_already"):
        acts.appeal(rating.pk, "再说一次", by=keeper(town), at=town.now)
    with pytest.raises(NotAllowed):
        acts.decide_appeal(rating.pk, upheld=True, by=town.zhoumin, at=town.now, why="通了")
    with pytest.raises(Refused, match=r"ratings\.your_unit_rated"):
        acts.decide_appeal(rating.pk, upheld=True, by=town.liangyong, at=town.now, why="通了")
    acts.decide_appeal(rating.pk, upheld=True, by=town.huangweiming, at=town.now, why="复核属实")
    standing = queries.standing(place())
    assert standing is not None
    assert (standing.state, standing.appeal_why) == ("in_force", "复核属实")


def test_an_appeal_too_late_is_refused_with_the_last_day(town: Town) -> None:
    rating = proposed(town, exits=(False, ""))
    acts.decide(rating.pk, by=town.zhoumin, at=town.later(days=6), why="不通")
    with pytest.raises(Refused, match=r"ratings\.appeal_over"):
        acts.appeal(rating.pk, "迟了", by=keeper(town), at=town.later(days=16))


def test_a_must_that_fails_warns_and_a_person_withdraws_after_hearing(town: Town) -> None:
    rating = given(town)
    town.later(days=1)
    inspected_gap(town)
    assert acts.watch(town.today, at=town.now) == 0
    town.later(days=20)
    assert acts.watch(town.today, at=town.now) == 1
    assert acts.watch(town.today, at=town.now) == 0
    assert Notice.objects.filter(kind="ratings.told_warned").exists()
    with pytest.raises(Refused, match=r"ratings\.still_heard"):
        acts.withdraw(rating.pk, by=town.zhoumin, at=town.now, why="隐患拖了太久")
    acts.withdraw(rating.pk, by=town.zhoumin, at=town.later(days=6), why="隐患拖了太久")
    assert queries.standing(place()) is None
    acts.appeal(rating.pk, "昨天已整改", by=keeper(town), at=town.now)


def inspected_gap(town: Town) -> None:
    """Another inspection, with a gap."""
    from commongrid.work.inspections import acts as inspections
    from tests.work.inspections.things import sent

    inspections.make(place(), sent(town, "device-0002", q02="no"), by=town.chenlihua, at=town.now)


def test_it_runs_out_by_the_day_whoever_sweeps(town: Town) -> None:
    rating = given(town)
    assert rating.until is not None
    after = rating.until + timedelta(days=1)
    assert [each.pk for each in queries.register("rental", town.today)] == [rating.pk]
    assert queries.register("rental", town.today, "东兴路")
    assert not queries.register("rental", town.today, "榕树头")
    assert queries.register("rental", after) == []
    assert rules.shown(rating.state, rating.until, after) == "expired"
    assert acts.expire(after, at=town.later(days=366)) == 1
    assert acts.expire(after, at=town.now) == 0
    assert Notice.objects.filter(kind="ratings.told_expired").exists()


def test_a_new_rating_takes_the_place_of_the_old(town: Town) -> None:
    first = given(town)
    town.later(days=10)
    second = proposed(town, "rate-00002")
    acts.decide(second.pk, by=town.zhoumin, at=town.later(days=6), why="复评")
    first.refresh_from_db()
    assert first.state == "expired"
    standing = queries.standing(place())
    assert standing is not None
    assert standing.pk == second.pk
