"""A campaign from its filter to its end: laid out in batches, each place once, paused, resumed, counted."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from commongrid.base.journal import queries as history
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.registry.premises import acts as premises
from commongrid.work.inspections import acts, queries
from commongrid.work.inspections.models import Campaign, Item, Progress
from tests.cast import GRID, Town
from tests.work.inspections.things import HOUSE, laid, place, plan, sent

pytestmark = pytest.mark.django_db
KEY = "a-key-of-a-desk"


@pytest.fixture(autouse=True)
def _files_go_with_the_test(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def campaign(town: Town) -> Campaign:
    return acts.draft(plan(town), KEY, by=town.zhoumin, at=town.now)


def begun(town: Town, campaign: Campaign) -> Campaign:
    return laid(acts.begin(campaign, by=town.zhoumin, at=town.now))


def test_a_draft_asks_nothing_of_anybody_and_the_same_key_makes_one(town: Town, campaign: Campaign) -> None:
    assert acts.draft(plan(town, name="另一个"), KEY, by=town.zhoumin, at=town.now).pk == campaign.pk
    assert (campaign.state, campaign.kinds, Item.objects.count()) == ("drafting", ["rental_building"], 0)
    assert not queries.campaigns(town.chenlihua)
    assert [each.pk for each in queries.campaigns(town.zhoumin)] == [campaign.pk]


def test_every_place_of_the_filter_is_laid_out_once_in_batches(town: Town, campaign: Campaign) -> None:
    found = begun(town, campaign)
    codes = list(Item.objects.order_by("code").values_list("code", flat=True))
    assert (codes, found.state, found.laid, found.expected) == (["P-004", "P-005", "P-006"], "running", 3, 3)
    assert queries.total(found).due == 3
    jobs = "select count(*) from procrastinate_jobs where task_name = 'inspections.lay_out'"
    with connection.cursor() as db:
        db.execute(jobs)
        assert db.fetchone() == (1,)


def test_laying_out_goes_on_where_it_stood_and_doubles_nothing(town: Town, campaign: Campaign) -> None:
    acts.begin(campaign, by=town.zhoumin, at=town.now)
    assert acts.lay_batch(campaign.pk, at=town.now, most=1)
    first = Campaign.objects.get(pk=campaign.pk)
    assert (first.laid, Item.objects.count()) == (1, 1)
    # What a batch wrote whose end was never told, written again.
    Campaign.objects.filter(pk=campaign.pk).update(laid_to="", laid=0)
    done = laid(Campaign.objects.get(pk=campaign.pk), most=1)
    assert (done.state, Item.objects.count(), queries.total(done).due) == ("running", 3, 3)


def test_paused_while_it_is_laid_out_it_waits_and_resumed_it_is_finished(
    town: Town, campaign: Campaign
) -> None:
    acts.begin(campaign, by=town.zhoumin, at=town.now)
    acts.lay_batch(campaign.pk, at=town.now, most=1)
    halfway = Campaign.objects.get(pk=campaign.pk)
    acts.pause(halfway, by=town.zhoumin, at=town.now, why="台风")
    assert not acts.lay_batch(campaign.pk, at=town.now)
    assert not queries.due_here(town.chenlihua, town.today)
    acts.resume(halfway, by=town.zhoumin, at=town.now)
    assert halfway.state == "laying_out"
    assert laid(halfway).state == "running"


def test_stopped_it_asks_nothing_more_and_needs_a_reason(town: Town, campaign: Campaign) -> None:
    found = begun(town, campaign)
    with pytest.raises(Refused):
        acts.stop(found, by=town.zhoumin, at=town.now, why=" ")
    acts.stop(found, by=town.zhoumin, at=town.now, why="并入市里行动")
    assert queries.due_count(town.chenlihua, town.today) == 0
    with pytest.raises(Refused) as refused:
        acts.resume(found, by=town.zhoumin, at=town.now)
    assert refused.value.why.key == "inspections.not_in_state"


def test_nobody_begins_one_beyond_their_area_or_without_the_right(town: Town, campaign: Campaign) -> None:
    for by, area in ((town.chenlihua, GRID), (town.zhoumin, "4499"), (town.huangweiming, "449900101001")):
        with pytest.raises(NotAllowed):
            acts.draft(plan(town, area=area), KEY + by.name, by=by, at=town.now)
    with pytest.raises(Refused) as refused:
        acts.draft(plan(town, checklist="CK03"), KEY + "off", by=town.zhoumin, at=town.now)
    assert refused.value.why.key == "inspections.off"


def test_an_inspection_counts_and_its_gaps_are_followed_to_the_end(town: Town, campaign: Campaign) -> None:
    found = begun(town, campaign)
    made = acts.make(place(), sent(town, q02="no", q15="yes"), by=town.chenlihua, at=town.now)
    grid = queries.total(found, GRID)
    assert (grid.due, grid.done, grid.with_gaps, grid.gaps_open, grid.gaps_closed) == (0, 1, 1, 2, 0)
    acts.case_closed(queries.gap_states(made)[0].case_id, at=town.now)
    assert (queries.total(found).gaps_open, queries.total(found).gaps_closed) == (1, 1)
    look = sent(town, "device-0009", q02="no", again=made.pk)
    acts.make(place(), look, by=town.chenlihua, at=town.later(days=1))
    whole = queries.total(found)
    assert (whole.due, whole.done, whole.with_gaps, whole.gaps_open, whole.gaps_closed) == (2, 1, 1, 2, 1)
    towns = queries.by_part(found, "449900101", 12)
    assert [(each.area, each.done) for each in towns] == [("449900101001", 1), ("449900101002", 0)]
    assert [one.code for one in queries.places(found, "gaps", "").items] == [HOUSE]
    assert [one.code for one in queries.places(found, "left", "").items] == ["P-005", "P-006"]


def test_progress_is_the_sum_of_its_places(town: Town, campaign: Campaign) -> None:
    found = begun(town, campaign)
    acts.make(place(), sent(town, q02="no"), by=town.chenlihua, at=town.now)
    acts.premises_gone(place("P-005").pk, at=town.now)
    for row in Progress.objects.filter(campaign=found):
        items = Item.objects.filter(campaign=found, area=row.area)
        assert row.due == items.filter(state="due").count()
        assert row.done == items.filter(state="done").count()
        assert row.gaps_open == sum(items.values_list("gaps_open", flat=True))


def test_what_is_due_is_shown_nearest_first_and_by_unit(town: Town, campaign: Campaign) -> None:
    found = begun(town, campaign)
    near = place("P-005")
    tasks = queries.due_here(town.zhoumin, town.today, (near.lon, near.lat))
    assert tasks[0].premises.code == "P-005"
    assert (tasks[0].metres or 0) < 1
    assert [task.premises.code for task in queries.due_here(town.chenlihua, town.today)] == [HOUSE]
    assert queries.due_count(town.chenlihua, town.today) == 1
    fire = acts.draft(plan(town, unit_id=town.liguoqiang.unit_id), KEY + "2", by=town.zhoumin, at=town.now)
    acts.stop(found, by=town.zhoumin, at=town.now, why="换人")
    begun(town, fire)
    assert queries.due_count(town.chenlihua, town.today) == 0
    assert queries.due_count(town.liguoqiang, town.today) == 3
    acts.make(place(), sent(town), by=town.chenlihua, at=town.now)
    assert queries.total(fire).done == 0


def test_it_ends_by_itself_when_nothing_is_left_or_its_days_are_over(town: Town, campaign: Campaign) -> None:
    found = begun(town, campaign)
    assert acts.end_what_is_over(town.today, at=town.now) == 0
    for code in ("P-005", "P-006"):
        one = place(code)
        premises.close(one.pk, one.seq, town.today, by=town.zhoumin, at=town.now, why="拆了")
        acts.premises_gone(one.pk, at=town.now)
    acts.make(place(), sent(town), by=town.chenlihua, at=town.now)
    assert queries.total(found).percent == 100
    assert acts.end_what_is_over(town.today, at=town.now) == 1
    last = history.history("campaign", str(found.pk))[-1]
    assert (last.kind, last.whys[0]["key"]) == ("campaign.ended", "inspections.nothing_left")
    late = begun(town, acts.draft(plan(town), KEY + "3", by=town.zhoumin, at=town.now))
    day = late.ends_on + timedelta(days=1)
    assert acts.end_what_is_over(day, at=town.now) == 1
