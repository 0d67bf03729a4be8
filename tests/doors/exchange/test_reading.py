"""Boston's file as plain values: its odd rows, its local time, its columns in any order."""

from __future__ import annotations

import csv
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commongrid.doors.exchange.boston import reading
from commongrid.doors.exchange.boston.reading import Bad, Request

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "boston_311_sample.csv"
ROW = {
    "case_enquiry_id": "101000295613", "open_dt": "2011-07-01 01:32:33", "target_dt": "2011-07-15 01:32:32",
    "closed_dt": "2011-07-01 05:06:58", "ontime": "ONTIME", "case_status": "Closed", "case_title": "Street Light Outages",
    "subject": "Public Works Department", "reason": "Street Lights", "type": "Street Light Outages",
    "queue": "PWDx_Street Light Outages", "department": "PWDx", "location": "39 Lorraine St  Roslindale",
    "neighborhood": "Roslindale", "latitude": "42.2715", "longitude": "-71.0772", "source": "Self Service",
}  # fmt: skip


def good(**told: str) -> Request:
    request = reading.request({**ROW, **told})
    assert isinstance(request, Request)
    return request


def why(**told: str) -> str:
    bad = reading.request({**ROW, **told})
    assert isinstance(bad, Bad)
    return bad.why


def test_local_time_becomes_an_instant() -> None:
    assert good().opened == datetime(2011, 7, 1, 5, 32, 33, tzinfo=UTC)
    winter = good(closed_dt="2011-12-01 12:00:00").closed
    assert winter == datetime(2011, 12, 1, 17, 0, tzinfo=UTC)


def test_of_the_hour_that_comes_twice_the_first_is_meant() -> None:
    assert good(closed_dt="2011-11-06 01:30:00").closed == datetime(2011, 11, 6, 5, 30, tzinfo=UTC)
    assert good(closed_dt="2011-11-06 02:00:00").closed == datetime(2011, 11, 6, 7, 0, tzinfo=UTC)


def test_a_target_in_2059_and_none_at_all_mean_no_limit() -> None:
    assert good(target_dt="2059-01-01 00:00:00").target is None
    assert good(target_dt="").target is None


def test_the_default_point_is_no_place() -> None:
    assert good(latitude="42.3594", longitude="-71.0587").point is None
    assert good(latitude="", longitude="").point is None
    assert good(latitude="95", longitude="-71").point is None
    assert good().point == (-71.0772, 42.2715)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"case_enquiry_id": ""}, "case_enquiry_id missing"),
        ({"type": " "}, "type missing"),
        ({"open_dt": ""}, "open_dt missing"),
        ({"open_dt": "yesterday"}, "open_dt unreadable"),
        ({"target_dt": "soon"}, "target_dt unreadable"),
        ({"closed_dt": ""}, "closed without closed_dt"),
        ({"closed_dt": "2011-06-30 00:00:00"}, "closed before opened"),
    ],
)
def test_a_bad_row_says_what_is_wrong(told: dict[str, str], expected: str) -> None:
    assert why(**told) == expected


def test_the_order_of_columns_does_not_matter(tmp_path: Path) -> None:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = list(rows[0])
    random.Random(1).shuffle(names)
    turned = tmp_path / "turned.csv"
    with turned.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, names)
        table.writeheader()
        table.writerows(rows)
    assert reading.read(turned) == reading.read(SAMPLE)


def test_the_same_id_again_is_refused(tmp_path: Path) -> None:
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    twice = tmp_path / "twice.csv"
    twice.write_text("\n".join([*lines, lines[1]]), encoding="utf-8")
    assert reading.read(twice)[-1] == Bad(lines[1].split(",")[0], "id repeated")


def test_a_file_without_a_column_is_refused_by_name(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("case_enquiry_id,open_dt\n1,2011-07-01\n", encoding="utf-8")
    with pytest.raises(reading.ColumnsMissingError, match="target_dt"):
        reading.read(other)


@given(st.dictionaries(st.sampled_from(reading.COLUMNS), st.text(max_size=40)))
def test_no_row_breaks_the_reading(row: dict[str, str]) -> None:
    assert isinstance(reading.request(row), Request | Bad)
