"""Credit codes by the published algorithm, facts that cannot be, and which two entries are one place."""

from __future__ import annotations

from datetime import date

import pytest

from commongrid.registry.premises import rules, tables
from commongrid.registry.premises.terms import PremisesRow, Spot


@pytest.mark.parametrize(
    "code", ["91350100M000100Y43", "91110000600037341L", "91440300708461136T", "91330100799655058B"]
)
def test_published_credit_codes_hold(code: str) -> None:
    assert rules.is_credit_code(code).answer


@pytest.mark.parametrize("place", range(18))
def test_one_wrong_sign_is_found(place: int) -> None:
    good = "91350100M000100Y43"
    for sign in rules.SIGNS:
        if sign != good[place]:
            assert not rules.is_credit_code(good[:place] + sign + good[place + 1 :]).answer


@pytest.mark.parametrize("code", ["", "91350100M000100Y4", "9135O100M000100Y43", "91350100m000100y43"])
def test_what_is_no_credit_code_says_why(code: str) -> None:
    assert [why.key for why in rules.is_credit_code(code).why] == ["premises.credit_code_signs"]


def test_a_credit_code_is_read_as_people_type_it() -> None:
    assert rules.is_credit_code(rules.plain_credit_code(" ９１３５０１００ m000-100y43 ")).answer


def row(**told: object) -> PremisesRow:
    facts: dict[str, object] = {
        "code": "P1",
        "kind": "school",
        "name": "学校",
        "division": "4499",
        "lon": 1.0,
        "lat": 2.0,
    }
    return PremisesRow(**{**facts, **told})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ({"code": "a b"}, "bad_code"),
        ({"name": " "}, "no_name"),
        ({"kind": "castle"}, "unknown_kind"),
        ({"lat": 91.0}, "bad_position"),
        ({"floors": 0}, "bad_floors"),
        ({"rooms": 10_001}, "bad_rooms"),
        ({"parent": "P1"}, "in_itself"),
        ({"valid_from": date(2026, 2, 1), "valid_until": date(2026, 1, 1)}, "ends_before_start"),
        ({"credit_code": "91350100M000100Y44"}, "credit_code_check"),
    ],
)
def test_what_is_wrong_with_a_line(told: dict[str, object], key: str) -> None:
    assert [why.key for why in rules.fact_faults(row(**told))] == [f"premises.{key}"]
    assert not rules.fact_faults(row())


HERE = Spot("东兴便利店", "东兴路12号", 113.745, 23.04)


@pytest.mark.parametrize(
    ("other", "is_double"),
    [
        (HERE, True),
        (Spot("东兴便利店（新）", "东兴路12号", 113.74505, 23.04003), True),
        (Spot("东兴便利店", "东兴路14号", 113.74505, 23.04), False),
        (Spot("东兴便利店", "东兴路12号", 113.7465, 23.04), False),
        (Spot("河东五金作坊", "", 113.745, 23.04), False),
    ],
)
def test_doubles(other: Spot, is_double: bool) -> None:
    assert (rules.is_same(HERE, other).answer >= rules.LIKELY) is is_double


def test_two_businesses_behind_one_door_are_two() -> None:
    one = Spot("甲店", "东兴路12号", 113.745, 23.04, "91350100M000100Y43")
    other = Spot("甲店", "东兴路12号", 113.745, 23.04, "91110000600037341L")
    assert rules.is_same(one, other).answer == 0


def test_a_table_names_every_fault_by_line() -> None:
    text = (
        "code,kind,name,division,lon,lat,floors,is_rental,valid_from\n"
        "A,school,甲,4499,113.7,23.0,3,是,2026-01-02\n"
        "B,school,乙,4499,x,23.0,,,\n"
        "C,school,丙,4499,113.7,23.0,三,perhaps,soon\n"
        "D,school,丁,4499,113.7,23.0,1,,,more\n"
    )
    rows, faults = tables.read(text)
    assert [(one.code, one.floors, one.is_rental, one.line) for one in rows] == [("A", 3, True, 2)]
    told = [(one.at, one.why.key.removeprefix("premises.")) for one in faults]
    assert told == [
        (3, "not_a_number"), (3, "bad_position"),
        (4, "not_yes_or_no"), (4, "not_a_number"), (4, "not_a_day"), (5, "too_many_cells"),
    ]  # fmt: skip


def test_a_table_without_its_columns_is_refused() -> None:
    rows, faults = tables.read("code,name\nA,甲\n")
    assert not rows
    assert [one.why.facts["columns"] for one in faults] == ["kind, division, lon, lat"]


def test_no_cell_is_a_formula_and_what_was_written_is_read_again() -> None:
    out = list(tables.lines([["=1+1", "school", "@甲", "4499", -1.5, 2.0]], tables.NEEDED))
    assert out == ["code,kind,name,division,lon,lat\n", "'=1+1,school,'@甲,4499,-1.5,2.0\n"]
    rows, faults = tables.read("".join(out))
    assert not faults
    assert (rows[0].code, rows[0].name, rows[0].lon) == ("=1+1", "@甲", -1.5)
