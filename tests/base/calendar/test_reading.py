"""A calendar file is read whole, or everything wrong with it is said by line."""

from __future__ import annotations

from datetime import date

import pytest

from commongrid.base.calendar.reading import read_days
from commongrid.base.calendar.terms import Kind, ListedDay

HEADING = "date,kind,name,source"


def test_a_file_is_read() -> None:
    lines = ["\ufeffname_en,source,name,kind,date", "New Year's Day,国办发明电,元旦,off,2027-01-01", ""]
    days, faults = read_days(lines)
    assert faults == ()
    assert days == (ListedDay(date(2027, 1, 1), Kind.OFF, "元旦", "国办发明电", "New Year's Day"),)


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("2027-02-30,off,春节,notice", ["calendar.file_not_a_day"]),
        ("1.1.2027,off,元旦,notice", ["calendar.file_not_a_day"]),
        ("3027-01-01,off,元旦,notice", ["calendar.file_year_out_of_range"]),
        ("2027-01-01,holiday,元旦,notice", ["calendar.file_not_a_kind"]),
        ("2027-01-01,off,,", ["calendar.file_no_value", "calendar.file_no_value"]),
        ("2027-01-01", ["calendar.file_not_a_kind", "calendar.file_no_value", "calendar.file_no_value"]),
        (f"2027-01-01,off,{'元' * 61},notice", ["calendar.file_too_long"]),
        ("2027-01-03,work,元旦,notice", ["calendar.file_twice"]),
    ],
)
def test_faults_are_said_by_line(line: str, keys: list[str]) -> None:
    days, faults = read_days([HEADING, "2027-01-03,off,元旦,notice", line])
    assert [fault.why.key for fault in faults] == keys
    assert {fault.line for fault in faults} == {3}
    assert len(days) == 1


def test_a_file_without_its_columns_or_days_is_no_calendar() -> None:
    assert [fault.why.facts["column"] for fault in read_days(["date,name"])[1]] == ["kind, source"]
    assert [fault.why.key for fault in read_days([HEADING])[1]] == ["calendar.file_empty"]
    assert [fault.why.key for fault in read_days([])[1]] == ["calendar.file_no_column"]
