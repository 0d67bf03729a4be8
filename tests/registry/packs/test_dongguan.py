"""The large pack says what its README says: counts, rules for the flags, a unit for every department."""

from collections import Counter
from functools import cache

from commongrid.base.calendar.terms import Unit
from commongrid.registry.matters.terms import Confidence, Item, Kind, ReasonKind
from commongrid.registry.packs import acts, making, peopling, shelf
from commongrid.registry.packs.reading import Pack
from commongrid.registry.units.terms import Role

LOOKED_AT = {Kind.EVENT, Kind.COMPONENT, Kind.INSPECTION}


@cache
def pack() -> Pack:
    return acts.read(shelf.find("dongguan"))


@cache
def items() -> tuple[Item, ...]:
    return tuple(making.items(pack()))


def test_the_catalogue_is_whole() -> None:
    assert (len(pack().matters), len(pack().criteria)) == (771, 327)
    assert Counter(line.tier for line in pack().departments) == {"core18": 18, "partner": 5}
    reasons = Counter(line.kind for line in pack().reasons)
    assert (reasons[ReasonKind.DECLINE], reasons[ReasonKind.SEND_BACK]) == (19, 18)
    assert set(reasons) == set(ReasonKind)
    assert Counter(line.confidence for line in pack().matters) == {
        Confidence.SEEN: 163,
        Confidence.ADAPTED: 45,
        Confidence.PROPOSAL: 563,
    }


def test_every_criterion_became_a_row_and_every_other_matter_has_one() -> None:
    with_own = sum(line.own_row for line in pack().matters)
    assert sum(len(item.rows) for item in items()) == 327 + with_own
    assert all(item.rows for item in items())


def test_four_units_of_time_and_dispatching_in_hours() -> None:
    assert {row.limits.handle.unit for item in items() for row in item.rows} == set(Unit)
    for row in (row for item in items() for row in item.rows):
        is_urgent = row.limits.handle.unit == Unit.URGENT_HOURS
        assert row.limits.dispatch.unit == (Unit.URGENT_HOURS if is_urgent else Unit.WORKING_HOURS)


def strays_from_the_rules(item: Item) -> bool:
    """As packs/dongguan/README.md states them."""
    is_looked_at = item.kind in LOOKED_AT
    return any(
        (
            item.kind in {Kind.DISPUTE, Kind.SERVICE, Kind.WISH} and not item.confidential,
            item.is_public != (item.kind in {Kind.EVENT, Kind.COMPONENT} and not item.confidential),
            item.needs_verification != (is_looked_at and not item.urgent and not item.confidential),
            item.auto_assign and (item.confidential or not is_looked_at),
            item.rewardable and not is_looked_at,
            item.self_check and item.kind == Kind.INSPECTION,
        )
    )


def test_flags_follow_the_rules_of_the_readme() -> None:
    assert [item.code for item in items() if strays_from_the_rules(item)] == []


def test_everything_is_in_both_languages() -> None:
    assert len({item.class_zh for item in items()}) == 32
    for item in items():
        told = (item.name_en, item.class_en, item.subclass_en, item.evidence_en, item.patrol_en)
        rows = [words for row in item.rows for words in (row.criterion_en, row.closing_en)]
        assert all((*told, *rows)), item.code
        assert all(words.isascii() for words in (*told, *rows)), item.code


def test_units_at_every_level() -> None:
    towns = [peopling.Division(f"441900{n:03}", f"甲{n}镇", f"甲{n}", f"A{n}", "town") for n in range(1, 37)]
    villages = [
        peopling.Division(f"441900001{n:03}", f"乙{n}村", f"乙{n}", f"B{n}", "village") for n in range(1, 610)
    ]
    units = peopling.units(pack().units, [*towns, *villages])
    assert len({unit["code"] for unit in units}) == len(units)
    centres = Counter(unit["level"] for unit in units if unit["kind"] == "centre")
    assert centres == {"city": 1, "town": 36, "community": 609}
    by_department = Counter((unit["department"], unit["level"]) for unit in units if unit["department"])
    for number in range(1, 19):
        assert by_department[f"D{number:02}", "city"] == 1
        assert by_department[f"D{number:02}", "town"] == 36
    assert all(by_department[f"P0{number}", "city"] == 1 for number in range(1, 6))
    assert Counter(unit["level"] for unit in units if unit["is_last_resort"]) == {"city": 1, "town": 36}


def test_ten_thousand_posts_from_the_recipe_with_the_cast_among_them() -> None:
    recipes = pack().file.posts
    assert recipes
    grids = [peopling.Seat(f"{number:015}", "unit") for number in range(2927)]
    seats = {place: grids if recipe.of == "grid" else [] for place, recipe in enumerate(recipes.each)}
    made = list(peopling.posts(recipes, seats))
    on_grids = {Role.GRID_WORKER, Role.GRID_LEADER}
    assert len(made) + sum(line.role in on_grids for line in pack().cast) == 10291
    assert len({post.username for post in made}) == len({post.name_zh for post in made}) == len(made)
    assert list(peopling.posts(recipes, seats)) == made
    each = Counter(post.seat.area for post in made)
    assert set(each.values()) == {3, 4}


def test_every_role_is_in_the_cast() -> None:
    assert {line.role for line in pack().cast} == {*Role, ""}
