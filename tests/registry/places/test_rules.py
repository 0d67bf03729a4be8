from datetime import datetime

import pytest

from commongrid.registry.places import rules, tables
from commongrid.registry.places.terms import DivisionRow, Fault

HOURS = tables.read_hours("mon-fri 09:00-12:00 14:00-18:00; sat 09:00-12:00")


def keys(faults: list[Fault]) -> list[tuple[int, str]]:
    return [(one.at, one.why.key.removeprefix("places.")) for one in faults]


@pytest.mark.parametrize(
    ("moment", "is_open", "key"),
    [
        ("2026-11-23 09:00", True, "open_until"),
        ("2026-11-23 11:59", True, "open_until"),
        ("2026-11-23 12:00", False, "opens_at"),
        ("2026-11-23 18:00", False, "closed_today"),
        ("2026-11-28 10:00", True, "open_until"),
        ("2026-11-28 14:00", False, "closed_today"),
        ("2026-11-29 10:00", False, "closed_today"),
    ],
)
def test_is_open(moment: str, is_open: bool, key: str) -> None:
    verdict = rules.is_open(HOURS, datetime.fromisoformat(moment))
    assert (verdict.answer, verdict.why[0].key) == (is_open, f"places.{key}")


def test_unknown_hours_are_neither_open_nor_closed() -> None:
    assert rules.is_open(None, datetime.fromisoformat("2026-11-23 10:00")).answer is None


def test_a_parent_may_be_missing_in_between() -> None:
    assert rules.parent_of("441900121", {"4419", "44"}) == "4419"
    assert rules.parent_of("440311001", {"4403", "440311"}) == "440311"
    assert rules.parent_of("44", {"4419"}) is None


def test_every_fault_of_a_table_of_divisions_is_named() -> None:
    rows = [
        DivisionRow("4419", "东莞市", line=2),
        DivisionRow("441900121", "虎门镇", line=3),
        DivisionRow("441900121", "虎门镇", line=4),
        DivisionRow("44190", "错码", line=5),
        DivisionRow("441900122", "", line=6),
        DivisionRow("441900123", "沙田镇", level="village", line=7),
        DivisionRow("442000001", "石岐街道", line=8),
        DivisionRow("441900124", "道滘镇", parent="4420", line=9),
        DivisionRow("441900125", "洪梅镇", lon=200, lat=22.9, line=10),
    ]
    assert keys(rules.division_faults(rows, set())) == [
        (4, "duplicate_code"),
        (5, "bad_division_code"),
        (6, "no_name"),
        (7, "wrong_level"),
        (8, "unknown_parent"),
        (9, "unknown_parent"),
        (10, "bad_position"),
    ]


def test_letters_of_case_numbers_are_not_shared() -> None:
    rows = [DivisionRow("441900121", "虎门镇", number_letters="HM", line=2)]
    assert keys(rules.letters_faults(rows, {"HM": "441900122"})) == [(2, "letters_taken")]
    assert not rules.letters_faults(rows, {"HM": "441900121"})


def test_tables_name_lines_and_columns() -> None:
    rows, faults = tables.read_divisions(
        "\ufeffcode,name,lon,lat\r\n4419,东莞市,113.7x,23\r\n44,广东省,,\r\n"
    )
    assert [row.code for row in rows] == ["4419", "44"]
    assert keys(faults) == [(2, "not_a_number")]
    assert keys(tables.read_divisions("name\nx\n")[1]) == [(1, "missing_columns")]
    text = "code,kind,name,division,lon,lat,hours\nA,hall,厅,4419,113,23,早九晚五\nB,hall,厅,4419,,23,\nC,hall,厅,4419,113,23,,多\n"
    points, faults = tables.read_points(text)
    assert [point.code for point in points] == ["A", "C"]
    assert keys(faults) == [(2, "bad_hours"), (3, "bad_position"), (4, "too_many_cells")]
    assert keys(rules.point_faults(points, {"44"})) == [(2, "unknown_division"), (4, "unknown_division")]


@pytest.mark.parametrize("text", ["mon", "monday 09:00-12:00", "mon 9-12", "mon 09:00-25:00"])
def test_hours_that_are_not_understood(text: str) -> None:
    assert tables.read_hours(text) is None
