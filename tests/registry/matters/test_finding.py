from dataclasses import replace

import pytest

from commongrid.registry.matters import finding
from tests.registry.matters.things import COVER, LITTER, SPILL

ITEMS = [replace(item, pinyin=finding.pinyin(item.name_zh)) for item in (LITTER, SPILL, COVER)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("BJ1-003", "BJ1-003"),
        ("井盖", "BJ1-003"),
        ("yusjg", None),
        ("ysjg", "BJ1-003"),
        ("yushui", "BJ1-003"),
        ("storm", "BJ1-003"),
        ("rubbish", "SR-012"),
        ("垃圾", "SR-012"),
        ("road spill", "SR-015"),
        ("沉陷", "BJ1-003"),
        ("", None),
        ("井盖 spill", None),
    ],
)
def test_the_best_answer_to_what_is_typed(typed: str, first: str | None) -> None:
    found = finding.search(typed, ITEMS, limit=5)
    assert (found[0].item.code if found else None) == first


def test_a_name_beats_a_subclass() -> None:
    assert [found.item.code for found in finding.search("垃圾", ITEMS, limit=5)] == ["SR-012", "SR-015"]


def test_initials_are_found_inside_a_name_too() -> None:
    """Whoever looks for a cover types jg, whatever the cover is of."""
    cover = replace(LITTER, code="BJ1-003", name_zh="雨水井盖", pinyin=finding.pinyin("雨水井盖"))
    assert [found.item.code for found in finding.search("jg", [cover], limit=5)] == ["BJ1-003"]
    assert finding.search("gj", [cover], limit=5) == []
