"""Twins: what counts as the same thing, why, and which cells of the map are asked."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import h3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commongrid.intake import likeness, nearness, twins
from commongrid.intake.twins import Sighting
from commongrid.registry.matters.terms import Item, Kind

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
LON, LAT = 113.75, 23.05
METRE = 1 / 111_195


def item(code: str, kind: Kind, subclass: str = "杆件", klass: str = "市政公用部件") -> Item:
    return Item(code, klass, subclass, code, kind, "D17", ())


LAMP, POLE = item("BJ1-024", Kind.COMPONENT), item("BJ1-021", Kind.COMPONENT)
LITTER = item("SR-012", Kind.EVENT, "垃圾与保洁", "市容环境")
SMELL = item("HB-003", Kind.APPEAL, "废气", "生态环境")
DISPUTE = item("JF-009", Kind.DISPUTE, "邻里", "矛盾纠纷")


def seen(key: str, what: Item | None = LAMP, north_m: float = 0, words: str = "", **told: object) -> Sighting:
    items = (what,) if what else ()
    plain = Sighting(key, AT, items, words, LON, LAT + north_m * METRE, "449900101001003")
    return replace(plain, **told)  # type: ignore[arg-type]


def keys(verdict_why: tuple[object, ...]) -> list[str]:
    return [why.key for why in verdict_why]  # type: ignore[attr-defined]


def test_the_same_lamp_is_probably_a_twin_and_says_why() -> None:
    [twin] = twins.rank(seen("new", words="路灯不亮了"), [seen("old", north_m=8, words="这盏路灯不亮")])
    assert twin.probably
    assert keys(twin.why) == [
        "intake.twin_distance",
        "intake.twin_same_matter",
        "intake.twin_words",
        "intake.twin_days",
    ]
    assert twin.why[0].facts == {"metres": 8}
    assert twin.why[2].facts["words"] == "路灯不亮"


def test_the_next_lamp_but_two_is_not() -> None:
    assert twins.rank(seen("new"), [seen("old", north_m=90)]) == ()


@pytest.mark.parametrize(("what", "near"), [(LAMP, False), (LITTER, True), (SMELL, True), (DISPUTE, False)])
def test_how_far_a_twin_may_be_depends_on_the_kind(what: Item, near: bool) -> None:
    assert bool(twins.rank(seen("new", what), [seen("old", what, north_m=100)])) is near


def test_similar_matters_need_more_than_the_place() -> None:
    assert not twins.rank(seen("new", LAMP, 45), [seen("old", POLE)])
    said = "东兴路12号门前的杆子歪了，快倒下来了"
    assert twins.rank(seen("new", LAMP, 10, said), [seen("old", POLE, words=said)])


def test_other_matters_are_twins_only_by_their_words() -> None:
    assert twins.rank(seen("new", LAMP), [seen("old", LITTER)]) == ()
    said = "菜市场后门的烂菜叶堆了三天，流黑水"
    assert twins.rank(seen("new", SMELL, 20, said), [seen("old", LITTER, words=said)])


def test_premises_decide_where_there_are_walls() -> None:
    here = seen("new", DISPUTE, premises="P1")
    assert twins.rank(here, [seen("old", DISPUTE, north_m=25, premises="P1")])
    assert not twins.rank(here, [seen("old", DISPUTE, premises="P2")])


def test_without_a_position_the_community_stands_in() -> None:
    lost = seen("new", words="路灯不亮了，很黑", lon=None, lat=None)
    [twin] = twins.rank(lost, [seen("old", words="路灯不亮，黑得很")])
    assert not twin.probably
    assert twin.why[0].key == "intake.twin_same_community"
    assert not twins.rank(lost, [seen("old", words="路灯不亮了，很黑", area="449900101002001")])
    assert not twins.rank(replace(lost, area=""), [seen("old")])


def test_a_heap_of_rubbish_is_soon_another_one_and_a_dark_lamp_is_not() -> None:
    later = AT + timedelta(days=20)
    assert not twins.rank(seen("new", LITTER, at=later), [seen("old", LITTER)])
    assert twins.rank(seen("new", LAMP, at=later), [seen("old", LAMP)])


def test_a_suggested_matter_counts_less_than_a_chosen_one() -> None:
    chosen = twins.is_twin(seen("new"), seen("old")).answer
    second = twins.is_twin(seen("new", items=(LITTER, LAMP)), seen("old")).answer
    assert 0 < second < chosen


def test_an_uncertain_position_reaches_further() -> None:
    far = seen("old", north_m=80)
    assert not twins.rank(seen("new"), [far])
    assert twins.rank(seen("new", uncertain_m=90), [far])


def test_the_likeliest_three_come_first() -> None:
    found = twins.rank(seen("new"), [seen(str(n), north_m=n * 10) for n in (4, 2, 0, 3, 1)])
    assert [twin.key for twin in found] == ["0", "1", "2"]
    assert twins.rank(seen("new"), []) == ()


@given(st.text(max_size=60), st.text(max_size=60))
def test_words_are_alike_both_ways_and_within_bounds(one: str, other: str) -> None:
    forth, back = likeness.words_alike(one, other), likeness.words_alike(other, one)
    assert forth[0] == pytest.approx(back[0])
    assert 0 <= forth[0] <= 1


def test_what_every_letter_says_makes_no_twin() -> None:
    assert likeness.words_alike("尊敬的领导您好，希望有关部门处理", "领导您好，希望部门尽快解决")[0] < 0.3
    assert likeness.words_alike("楼下烧烤档占道，油烟很大", "烧烤档占着人行道，油烟熏人")[0] > 0.5


positions = st.tuples(st.floats(-179.9, 179.9), st.floats(-70, 70))


@given(positions, st.floats(0, 600), st.floats(0, 2 * math.pi), st.floats(0, 1))
def test_no_point_within_reach_is_outside_the_cells(
    spot: tuple[float, float], within_m: float, bearing: float, share: float
) -> None:
    lon, lat = spot
    away = within_m * share * METRE * 0.999
    other_lat = lat + away * math.cos(bearing)
    other_lon = lon + away * math.sin(bearing) / math.cos(math.radians(lat))
    if nearness.metres(lon, lat, other_lon, other_lat) <= within_m:
        cell = h3.str_to_int(h3.latlng_to_cell(other_lat, other_lon, nearness.CELL))
        assert cell in nearness.cells_near(lon, lat, within_m)


def test_few_cells_are_asked() -> None:
    assert len(nearness.cells_near(LON, LAT, twins.reach([LAMP]))) <= 19
    assert len(nearness.cells_near(LON, LAT, twins.reach([SMELL]))) <= 91
    assert nearness.metres(LON, LAT, LON, LAT + 100 * METRE) == pytest.approx(100, rel=0.001)
