"""The packs beside Dongguan's say what their READMEs say, and no shipped catalogue holds an unexplained near-copy."""

import tomllib
from collections import Counter
from functools import cache

import pytest

from commongrid.registry.matters import nearness
from commongrid.registry.matters.terms import Item, Kind
from commongrid.registry.packs import acts, checklists, making, shelf
from commongrid.registry.packs.reading import Pack
from commongrid.registry.units.terms import Role
from commongrid.work.training import shipping

OWN = {"DY-001", "DY-002", "DY-003", "DY-004", "DY-005", "DY-006", "DY-007"}


@cache
def pack(name: str) -> Pack:
    return acts.read(shelf.find(name))


@cache
def items(name: str) -> tuple[Item, ...]:
    return tuple(making.items(pack(name)))


def test_dongying_has_229_items_in_seven_classes_each_with_who_and_by_when() -> None:
    found = items("dongying")
    assert (len(found), len({item.class_zh for item in found})) == (229, 7)
    known = {line.code for line in pack("dongying").departments}
    assert all(
        row.department in known and row.limits.handle.amount > 0 for item in found for row in item.rows
    )
    assert {item.code for item in found} & OWN == OWN


def test_dongying_takes_its_items_with_limit_and_confidence_from_the_large_catalogue() -> None:
    large = {item.code: item for item in items("dongguan")}
    for item in items("dongying"):
        if item.code not in OWN:
            assert (item.rows, item.confidence) == (large[item.code].rows, large[item.code].confidence)


def test_qingyuan_has_33_checks_of_17_departments() -> None:
    found = items("qingyuan")
    assert (len(found), len({item.department for item in found})) == (33, 17)
    assert {item.kind for item in found} == {Kind.INSPECTION}
    assert {line.code for line in pack("qingyuan").departments} == {item.department for item in found}


def test_a_check_of_qingyuan_keeps_the_limits_of_the_items_it_gathers() -> None:
    large = {item.code: item for item in items("dongguan")}
    gathered = 0
    for item in items("qingyuan"):
        for row in item.rows:
            code = row.source.split(";")[0]
            if code in large:
                gathered += 1
                assert row.limits.handle == pack_limit(large[code]), code
                assert list(row.when) == ["found"]
    assert gathered == 157


def pack_limit(item: Item) -> object:
    """The limit of the item's own line, which its criteria may refine."""
    return next(line.handle for line in pack("dongguan").matters if line.code == item.code)


@pytest.mark.parametrize("name", ["dongying", "qingyuan"])
def test_everything_is_in_both_languages(name: str) -> None:
    for item in items(name):
        told = (item.name_en, item.class_en, item.subclass_en, item.evidence_en, item.patrol_en)
        rows = [words for row in item.rows for words in (row.criterion_en, row.closing_en)]
        assert all((*told, *rows)), item.code


@pytest.mark.parametrize("name", ["dongying", "qingyuan"])
def test_every_role_is_in_the_cast(name: str) -> None:
    assert {line.role for line in pack(name).cast} == {*Role, ""}


@pytest.mark.parametrize(
    ("name", "codes"),
    [("dongguan", 16), ("qingyuan", 16), ("small-town", 6), ("dongying", 6)],
)
def test_checklists_are_shipped_and_the_epidemic_one_is_switched_off(name: str, codes: int) -> None:
    lines, questions = pack(name).checklists, pack(name).checklist_questions
    assert len(lines) == codes
    assert {line.code for line in lines if not line.on} == ({"CK03"} & {line.code for line in lines})
    for _line, _ours, checklist in checklists.made(lines, questions):
        assert any(question.gap for question in checklist.questions), checklist.code
        assert all(question.en.isascii() for question in checklist.questions), checklist.code


def for_captains(name: str) -> set[str]:
    """Codes of the lists captains look through their houses by."""
    return {line.code for line in pack(name).checklists if line.by == "captain"}


def test_every_city_has_a_list_for_captains_that_asks_the_same() -> None:
    asked = [
        [
            (line.zh, line.en, line.gap)
            for line in pack(name).checklist_questions
            if line.checklist in for_captains(name)
        ]
        for name in shelf.names()
    ]
    assert len(asked[0]) == 7
    assert all(each == asked[0] for each in asked)


@pytest.mark.parametrize("name", shelf.names())
def test_every_city_teaches_its_grid_workers(name: str) -> None:
    told = shipping.read(shelf.find(name))
    assert "grid-worker-basics" in {one.code for one in told.courses}
    assert {"grid_worker"} <= {one.role for one in told.demands}


def test_the_lists_inspectors_ask_the_same_wherever_they_are_shipped() -> None:
    asked = [
        [
            (line.checklist, line.code, line.zh, line.gap, line.photo)
            for line in pack(name).checklist_questions
            if line.checklist not in for_captains(name)
        ]
        for name in ("dongguan", "qingyuan")
    ]
    assert asked[0] == asked[1]
    assert len(asked[0]) == 156


@pytest.mark.parametrize("name", shelf.names())
def test_no_near_copies_in_a_shipped_pack_but_those_that_are_told_apart(name: str) -> None:
    assert [pair.codes for pair in making.near_copies(pack(name))] == []


@pytest.mark.parametrize("name", shelf.names())
def test_a_distinction_is_needed_by_some_pair(name: str) -> None:
    """A sentence that tells apart what nobody confuses is only in the way."""
    pairs = [set(pair.codes) for pair in nearness.near_copies(items(name))]
    for each in making.distinctions(pack(name)):
        assert any(pair <= set(each.codes) for pair in pairs), each.codes


def test_dedicated_grids_are_counted_by_the_recipe() -> None:
    recipe = tomllib.loads((shelf.find("dongying") / "grids.toml").read_text("utf-8"))
    counts = pack("dongying").file.counts
    assert recipe["grids"]["total"] == counts["basic_grids"] == 4010
    assert sum(each["total"] for each in recipe["dedicated"]) == counts["dedicated_grids"] == 2088


def test_divisions_of_every_level() -> None:
    for name, wanted in (("dongying", (7, 52, 1921)), ("qingyuan", (8, 92, 1016))):
        text = (shelf.find(name) / "divisions.csv").read_text("utf-8")
        levels = Counter(line.split(",")[6] for line in text.splitlines()[1:])
        assert (levels["county"], levels["town"], levels["village"]) == wanted
