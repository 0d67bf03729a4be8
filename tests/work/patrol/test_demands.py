"""Demands hold from a day on, what is due follows them and the places, and counts of every area stay true."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Sum

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.registry.premises import acts as premises
from commongrid.registry.premises.models import Premises
from commongrid.work.patrol import acts, adopting, listeners, queries, tasks
from commongrid.work.patrol.models import Demand, Due, Tally
from tests.cast import GRID, Town
from tests.work.patrol.things import HOUSE, TOWN, all_kinds, day, demanded, wanted

pytestmark = pytest.mark.django_db


def test_places_of_the_kind_are_due_within_the_first_interval(town: Town) -> None:
    demanded(town)
    rows = list(Due.objects.order_by("code"))
    assert {row.premises.kind for row in rows if row.premises} == {"rental_building"}
    assert len(rows) == 3
    assert all(day(town) <= row.due_on < day(town) + timedelta(days=30) for row in rows)
    tasks.lay_everything(day(town))
    assert list(Due.objects.order_by("code")) == rows


def test_grids_are_due_as_a_whole(town: Town) -> None:
    demanded(town, what="grid", kinds=(), every_days=3, times=None, per="")
    codes = set(Due.objects.values_list("code", flat=True))
    assert GRID in codes
    assert not Due.objects.exclude(premises=None).exists()


def test_the_same_key_sets_it_once_and_what_is_wrong_writes_nothing(town: Town) -> None:
    first, again = demanded(town), demanded(town)
    assert (first.pk, Demand.objects.count()) == (again.pk, 1)
    with pytest.raises(Refused) as refused:
        demanded(town, "another-key", starts_on=day(town) - timedelta(days=1))
    assert refused.value.why.key == "patrol.not_in_the_past"
    with pytest.raises(NotAllowed):
        acts.set_demand(wanted(town), "another-key", by=town.chenlihua, at=town.now, today=day(town), why="x")
    with pytest.raises(NotAllowed):
        acts.set_demand(
            wanted(town, area="4499"), "another-key", by=town.zhoumin, at=town.now, today=day(town), why="x"
        )


def test_a_change_holds_from_its_day_and_what_was_visited_stays_visited(town: Town) -> None:
    first = demanded(town)
    acts.visited(HOUSE, day(town), at=town.now)
    begins = day(town) + timedelta(days=5)
    again = demanded(town, "another-key", times=2, starts_on=begins)
    first.refresh_from_db()
    assert (first.ends_on, first.step_days, again.step_days) == (begins - timedelta(days=1), 30, 15)
    assert not Due.objects.filter(demand=again).exists()
    tasks.lay_everything(begins)
    assert not Due.objects.filter(demand=first).exists()
    house = Due.objects.get(code=HOUSE)
    assert (house.visited_on, house.due_on) == (day(town), day(town) + timedelta(days=15))


def test_ended_it_asks_for_nothing_from_the_day_after(town: Town) -> None:
    found = demanded(town)
    acts.end_demand(found, day(town), by=town.zhoumin, at=town.now, today=day(town), why="改由物业查")
    assert queries.in_force(day(town)) == [found]
    tasks.lay_everything(day(town) + timedelta(days=1))
    assert not Due.objects.exists()
    assert not Tally.objects.exists()
    with pytest.raises(Refused) as refused:
        acts.end_demand(found, day(town), by=town.zhoumin, at=town.now, today=day(town), why="x")
    assert refused.value.why.key == "patrol.ended_already"


def counted(area: str) -> int:
    told = Tally.objects.filter(size=len(area), area=area, what="due").aggregate(n=Sum("n"))
    return int(told["n"] or 0)


def test_counts_of_town_community_and_grid_follow_every_write(town: Town) -> None:
    all_kinds(town)
    assert counted(TOWN) == Due.objects.count() == 14
    assert counted(GRID) == Due.objects.filter(area=GRID).count()
    total = queries.total(TOWN, day(town))
    assert (total.all, total.visited, total.overdue, total.fresh) == (14, 0, 14, 0)
    acts.visited(HOUSE, day(town), at=town.now)
    total = queries.total(TOWN, day(town))
    assert (total.visited, total.overdue, total.fresh, total.percent) == (1, 13, 1, 7)
    parts = queries.by_part(TOWN, 12, day(town))
    assert sum(each.all for each in parts) == 14
    assert [each.area for each in parts] == sorted(each.area for each in parts)


def test_a_place_that_moves_closes_or_turns_into_another_takes_its_dues_along(town: Town) -> None:
    demanded(town)
    house = Premises.objects.get(code=HOUSE)
    Premises.objects.filter(pk=house.pk).update(area="449900101002001")
    acts.place_changed(house.pk, day(town), at=town.now)
    assert Due.objects.get(code=HOUSE).area == "449900101002001"
    assert counted("449900101002001") == 1
    premises.close(house.pk, house.seq, day(town), by=town.zhoumin, at=town.now, why="拆了")
    acts.place_changed(house.pk, day(town), at=town.now)
    assert not Due.objects.filter(code=HOUSE).exists()


def test_only_places_without_a_captain(town: Town) -> None:
    demanded(town, facet="no_captain")
    with_one = Premises.objects.filter(kind="rental_building", captain__isnull=False).count()
    assert Due.objects.count() == 3 - with_one
    told = queries.preview(wanted(town, facet="no_captain"), day(town))
    assert (told.load.places, told.load.visits, told.is_at_most) == (3, 3, True)


def test_only_places_with_so_many_floors_or_rooms(town: Town) -> None:
    Premises.objects.filter(kind="rental_building").update(floors=3, rooms=None)
    Premises.objects.filter(code=HOUSE).update(floors=7, rooms=12)
    demanded(town, floors=7, rooms=10)
    assert [one.code for one in Due.objects.all()] == [HOUSE]
    assert queries.preview(wanted(town, floors=7), day(town)).is_at_most
    Premises.objects.filter(code=HOUSE).update(rooms=9)
    assert acts.sweep(day(town), at=town.now) == 1
    acts.place_changed(Premises.objects.get(code=HOUSE).pk, day(town), at=town.now)
    assert not Due.objects.exists()


def test_only_places_where_the_last_inspection_found_a_gap(town: Town) -> None:
    demanded(town, facet="gaps")
    assert not Due.objects.exists()
    today = day(town)
    acts.looked_at(HOUSE, 2, today, at=town.now)
    assert [one.code for one in Due.objects.all()] == [HOUSE]
    acts.looked_at(HOUSE, 0, today - timedelta(days=9), at=town.now)
    assert Due.objects.exists()
    assert acts.sweep(today, at=town.now) == 0
    acts.looked_at(HOUSE, 0, today, at=town.now)
    assert not Due.objects.exists()
    acts.looked_at("P-nowhere", 1, today, at=town.now)


def test_an_older_visit_changes_nothing(town: Town) -> None:
    demanded(town)
    acts.visited(HOUSE, day(town), at=town.now)
    acts.visited(HOUSE, day(town) - timedelta(days=3), at=town.now)
    assert Due.objects.get(code=HOUSE).visited_on == day(town)


def test_an_inspection_is_a_visit(town: Town, settings: Any, tmp_path: Any) -> None:
    from commongrid.base.journal import queries as history
    from commongrid.work.inspections import acts as inspections
    from tests.work.inspections.things import place, sent

    settings.MEDIA_ROOT = tmp_path
    demanded(town)
    made = inspections.make(place(), sent(town), by=town.chenlihua, at=town.now)
    (entry,) = history.history("inspection", str(made.pk))
    listeners.on_inspection(entry)
    assert Due.objects.get(code=HOUSE).visited_on == day(town)


def test_what_a_pack_ships_is_taken_over_once_and_nothing_of_the_citys_own(town: Town) -> None:
    own = demanded(town)
    told = adopting.demands_of("small-town", "4499", day(town))
    assert {each.code for each in told} >= {"XC01", "XC02", "XC10"}
    took = acts.adopt(told, "pack:small-town", by=adopting_by(), at=town.now, today=day(town))
    assert took == len(told) - 1
    assert acts.adopt(told, "pack:small-town", by=adopting_by(), at=town.now, today=day(town)) == 0
    assert queries.to_come("XC01") == own


def adopting_by() -> Any:
    from commongrid.base.access.terms import SYSTEM

    return SYSTEM
