"""Near-copies are found, neighbours are near, and what is told apart is settled."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from commongrid.registry.matters import nearness
from commongrid.registry.matters.terms import Distinction, Item
from tests.registry.matters.things import LITTER


def made(code: str, name: str, criterion: str, subclass: str = "井盖") -> Item:
    rows = (replace(LITTER.rows[0], criterion_zh=criterion),)
    return replace(LITTER, code=code, name_zh=name, subclass_zh=subclass, rows=rows)


LAMP = made("A-1", "路灯不亮", "整夜不亮或时亮时灭")
LAMP_AGAIN = made("A-2", "路灯不亮", "灯杆倒下")
RENAMED = made("A-3", "街灯不亮", "整夜不亮或时亮时灭")
BIN = made("B-1", "垃圾桶满溢", "桶满外溢", "垃圾")

names = st.text("路灯不亮井盖破损垃圾桶满溢", min_size=2, max_size=6)
matters = st.lists(st.tuples(names, names), max_size=8).map(
    lambda each: [made(f"M-{place}", *words) for place, words in enumerate(each)]
)


def test_the_same_name_and_the_same_criterion_are_near_copies() -> None:
    pairs = nearness.near_copies([LAMP, LAMP_AGAIN, RENAMED, BIN])
    assert [pair.codes for pair in pairs] == [("A-1", "A-3"), ("A-1", "A-2")]


@given(matters)
def test_every_near_pair_is_found_once_and_no_other(items: list[Item]) -> None:
    """Exactly at the threshold a pair without two characters of its names in common may be passed over."""
    found = [pair.codes for pair in nearness.near_copies(items)]
    near = {
        (one.code, other.code): nearness.nearness(one, other)
        for place, one in enumerate(items)
        for other in items[place + 1 :]
    }
    assert len(found) == len(set(found))
    assert {codes for codes, value in near.items() if value > nearness.ALIKE} <= set(found)
    assert all(near[codes] >= nearness.ALIKE for codes in found)


@given(matters)
def test_nearness_is_even_and_lies_between_nothing_and_all(items: list[Item]) -> None:
    for one in items:
        assert nearness.nearness(one, replace(one, code="X")) == 1.0
        for other in items:
            assert 0 <= nearness.nearness(one, other) == nearness.nearness(other, one) <= 1


def test_what_is_told_apart_is_settled_whoever_else_it_names() -> None:
    items = [LAMP, LAMP_AGAIN, RENAMED]
    told = Distinction(("A-1", "A-2", "A-3"), "看灯杆")
    assert nearness.unexplained(items, [told]) == []
    assert [pair.codes for pair in nearness.unexplained(items, [Distinction(("A-1", "A-2"), "看灯杆")])] == [
        ("A-1", "A-3")
    ]


def test_neighbours_are_what_one_would_take_it_for() -> None:
    assert [each.code for each in nearness.neighbours(LAMP, [LAMP, LAMP_AGAIN, RENAMED, BIN])] == [
        "A-3",
        "A-2",
    ]
    assert nearness.neighbours(BIN, [LAMP, BIN]) == []
