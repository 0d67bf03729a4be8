"""A round of a day: planned, walked, planned anew; and check-ins by plate, position and photo."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from commongrid.base.journal import queries as history
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.registry.premises import acts as premises
from commongrid.registry.premises import queries as places
from commongrid.registry.premises.models import Premises
from commongrid.work.patrol import acts, queries, tasks
from commongrid.work.patrol.models import CheckIn, Due, Round, Stop
from commongrid.work.patrol.terms import Mode, Skip, StopState
from tests.cast import GRID, Town
from tests.work.patrol.things import HOUSE, all_kinds, at, day, demanded, lined_up, post, shown

pytestmark = pytest.mark.django_db


def planned(town: Town, **told: object) -> Round:
    wish = acts.Wish(**told)  # type: ignore[arg-type]
    return acts.plan_round(post(town), day(town), wish, by=town.chenlihua, at=town.now)


def codes(found: Round, state: str = StopState.PLANNED) -> list[str]:
    return [one.code for one in queries.stops_of(found) if one.state == state]


def test_a_check_in_by_position_moves_what_is_due_and_keeps_a_street(town: Town) -> None:
    demanded(town)
    made = acts.check_in(at(), shown(), 0, by=town.chenlihua, at=town.now)
    house = at()
    assert (made.way, made.band) == ("position", "here")
    assert (made.lon, made.lat) == (round(house.lon, 3), round(house.lat, 3))
    due = Due.objects.get(code=HOUSE)
    assert (due.visited_on, due.due_on) == (day(town), day(town) + timedelta(days=30))
    (entry,) = history.history("patrol_checkin", str(made.pk))
    assert not {"lon", "lat", "metres"} & set(entry.data)
    assert not {"name", "account", "post"} & set(entry.actor)
    assert entry.actor["unit"] == town.chenlihua.unit_id
    again = acts.check_in(at(), shown(), 0, by=town.chenlihua, at=town.later(minutes=1))
    assert (again.pk, CheckIn.objects.count()) == (made.pk, 1)


def test_far_away_is_taken_with_a_reason_and_marked(town: Town) -> None:
    far = {"lon": at().lon + 0.01}
    with pytest.raises(Refused) as refused:
        acts.check_in(at(), shown(**far), 0, by=town.chenlihua, at=town.now)
    assert refused.value.why.key == "patrol.far"
    assert not CheckIn.objects.exists()
    made = acts.check_in(at(), shown(**far, reason="定位飘了"), 0, by=town.chenlihua, at=town.now)
    assert (made.band, made.reason) == ("far", "定位飘了")


def test_by_photo_by_plate_and_by_words_with_a_reason(town: Town) -> None:
    nowhere = {"lon": None, "lat": None}
    with pytest.raises(Refused) as refused:
        acts.check_in(at(), shown(**nowhere), 0, by=town.chenlihua, at=town.now)
    assert refused.value.why.key == "patrol.shown_by_nothing"
    photo = acts.check_in(at(), shown("device-0002", **nowhere), 1, by=town.chenlihua, at=town.now)
    house = Premises.objects.get(code=HOUSE)
    premises.make_plate(house.pk, house.seq, by=town.zhoumin, at=town.now)
    plate = places.plate_of(house)
    assert plate is not None
    scanned = shown("device-0003", **nowhere, plate=f"https://town.example/p/{plate.token}/")
    by_plate = acts.check_in(at(), scanned, 0, by=town.chenlihua, at=town.now)
    assert (photo.way, by_plate.way, by_plate.band) == ("photo", "plate", "unknown")
    with pytest.raises(Refused) as refused:
        acts.check_in(at(GRID), replace(scanned, key="device-0004"), 0, by=town.chenlihua, at=town.now)
    assert refused.value.why.key == "patrol.other_plate"


def test_a_grid_is_everywhere_inside_itself(town: Town) -> None:
    lon, lat = town.spot()
    made = acts.check_in(
        at("449900101001003"), shown(lon=lon + 0.0003, lat=lat), 0, by=town.chenlihua, at=town.now
    )
    assert (made.band, made.premises_id) == ("here", None)


def test_nobody_checks_in_beyond_their_grid(town: Town) -> None:
    for name in ("hezhiqiang", "huangweiming", "liguoqiang"):
        with pytest.raises(NotAllowed):
            acts.check_in(at(), shown(), 0, by=getattr(town, name), at=town.now)


def test_a_round_begins_at_the_office_and_says_what_did_not_fit(town: Town) -> None:
    lined_up(town, 30)
    all_kinds(town)
    found = planned(town, budget=60)
    assert found.start_name == "东兴社区党群服务中心"
    stops = queries.stops_of(found)
    walked = [one for one in stops if one.state == StopState.PLANNED]
    assert walked
    assert [one.number for one in walked] == list(range(1, len(walked) + 1))
    assert codes(found, StopState.LEFT_OUT)
    assert found.minutes <= 60
    assert {one.area for one in stops} == {town.chenlihua.area}


def test_planned_anew_it_keeps_what_was_done_and_goes_on_from_there(town: Town) -> None:
    lined_up(town, 12)
    all_kinds(town)
    found = planned(town)
    first = codes(found)[0]
    acts.check_in(
        at(first),
        shown(lon=at(first).lon, lat=at(first).lat),
        0,
        by=town.chenlihua,
        at=town.later(minutes=20),
    )
    stop = Stop.objects.get(code=codes(found)[0])
    acts.skip(stop, "", by=town.chenlihua, at=town.later(minutes=5), why=Skip.CLOSED)
    before = {one.code: one.state for one in queries.stops_of(found)}
    found = acts.add_stop(post(town), day(town), at(first), by=town.zhoumin, at=town.now, why="居民来电")
    now = {one.code: one for one in queries.stops_of(found)}
    assert now[stop.code].state == StopState.SKIPPED
    assert now[first].is_urgent
    assert now[first].state == StopState.PLANNED
    assert set(now) == set(before)
    assert Round.objects.count() == 1
    assert [entry.kind for entry in history.history("patrol_round", str(found.pk))][-2:] == [
        "patrol.stop_added", "patrol.round_planned",
    ]  # fmt: skip


def test_an_urgent_stop_comes_in_and_the_rest_starts_from_the_last_place(town: Town) -> None:
    lined_up(town, 6)
    all_kinds(town)
    found = planned(town)
    first = codes(found)[0]
    acts.check_in(
        at(first),
        shown(lon=at(first).lon, lat=at(first).lat),
        0,
        by=town.chenlihua,
        at=town.later(minutes=20),
    )
    found = acts.add_stop(
        post(town), day(town), at(town.chenlihua.area), by=town.zhoumin, at=town.now, why="暴雨预警"
    )
    assert town.chenlihua.area in codes(found)
    assert first not in codes(found)
    arrives = [one.arrives for one in queries.stops_of(found) if one.state == StopState.PLANNED]
    assert min(arrives) >= 9 * 60 + 20
    with pytest.raises(Refused) as refused:
        acts.add_stop(post(town), day(town), at("P-002"), by=town.zhoumin, at=town.now, why="x")
    assert refused.value.why.key == "patrol.not_in_round"


def test_what_could_not_be_looked_at_stays_due(town: Town) -> None:
    all_kinds(town)
    found = planned(town)
    stop = Stop.objects.filter(round=found, state="planned").first()
    assert stop is not None
    with pytest.raises(Refused):
        acts.skip(stop, " ", by=town.chenlihua, at=town.now, why=Skip.OTHER)
    done = acts.skip(stop, "积水", by=town.chenlihua, at=town.now, why=Skip.OTHER)
    assert (done.state, done.why, done.words) == ("skipped", "other", "积水")
    assert acts.skip(stop, "", by=town.chenlihua, at=town.now, why=Skip.CLOSED).words == "积水"
    assert Due.objects.get(code=stop.code).visited_on is None


def test_two_in_one_grid_are_not_sent_to_one_place(town: Town) -> None:
    lined_up(town, 8)
    all_kinds(town)
    one = planned(town)
    other = post(town, "hezhiqiang")
    other.area = town.chenlihua.area
    other.save(update_fields=["area"])
    second = acts.plan_round(other, day(town), acts.Wish(), by=town.zhoumin, at=town.now)
    assert not set(codes(one)) & set(codes(second))


def test_a_demand_for_professionals_is_not_on_the_round_of_others(town: Town) -> None:
    all_kinds(town, who="professional")
    assert codes(planned(town)) == []


def test_at_dawn_everybody_on_duty_with_something_due_has_a_round(town: Town) -> None:
    all_kinds(town)
    assert tasks.plan_day(day(town)) == Round.objects.count() >= 1
    assert Round.objects.filter(post=post(town)).exists()


def test_nobody_plans_for_others_without_leave(town: Town) -> None:
    with pytest.raises(NotAllowed):
        acts.plan_round(post(town), day(town), acts.Wish(), by=town.hezhiqiang, at=town.now)
    with pytest.raises(NotAllowed):
        acts.plan_round(post(town), day(town), acts.Wish(), by=town.liguoqiang, at=town.now)


def test_an_e_bike_is_kept_when_it_is_planned_anew(town: Town) -> None:
    all_kinds(town)
    planned(town, mode=Mode.EBIKE)
    assert planned(town).mode == "ebike"


def test_what_is_not_needed_is_forgotten(town: Town) -> None:
    all_kinds(town)
    planned(town)
    acts.check_in(at(), shown(), 0, by=town.chenlihua, at=town.now)
    later = town.now + timedelta(days=1)
    assert acts.expire_positions(later, at=later) == 1
    assert acts.expire_names(later, at=later) == 1
    assert acts.expire_rounds(later, at=later) == 1
    kept = CheckIn.objects.get()
    assert (kept.lon, kept.lat, kept.post_id, kept.post_words, kept.code) == (None, None, None, "", HOUSE)
    assert not Stop.objects.exists()
