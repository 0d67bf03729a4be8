"""How a row of theirs is read: by a map, and never lost."""

from __future__ import annotations

from typing import Any

import pytest

from commongrid.work.lines import mapping

MAP: dict[str, Any] = {
    "columns": {"id": "编号", "words": ["标题", "内容"], "lon": "经度", "lat": "纬度", "captured_at": "时间", "matter": "类别"},
    "matters": {"路灯": "BJ1-024"},
    "formats": ["%Y/%m/%d %H:%M"],
}  # fmt: skip


def told(**cells: Any) -> Any:
    return mapping.told({"编号": "A-1", "标题": "路灯", "内容": "不亮", **cells}, mapping.read(MAP))


def test_columns_are_put_together_and_times_are_local() -> None:
    found = told(时间="2026/03/02 09:00", 经度="113.9", 纬度="22.7", 类别="路灯")
    assert (found.their_id, found.words, found.matter) == ("A-1", "路灯\n不亮", "BJ1-024")
    assert (found.captured_at.isoformat(), found.lon) == ("2026-03-02T01:00:00+00:00", 113.9)
    assert found.fault is None


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"编号": ""}, "lines.no_number"),
        ({"编号": "x" * 81}, "lines.no_number"),
        ({"内容": "a\x00b"}, "lines.no_number"),
        ({"经度": "east", "纬度": "1"}, "lines.no_position"),
        ({"经度": "181", "纬度": "1"}, "lines.no_position"),
        ({"经度": "nan", "纬度": "1"}, "lines.no_position"),
        ({"时间": "yesterday"}, "lines.no_time"),
    ],
)
def test_a_row_that_cannot_be_read_keeps_its_reason(cells: dict[str, str], why: str) -> None:
    found = told(**cells)
    assert found.fault is not None
    assert found.fault.key == why
    assert 0 < len(found.their_id) <= mapping.LONGEST_ID
    assert "\x00" not in found.their_id + found.raw


def test_the_same_row_without_a_number_has_the_same_number() -> None:
    assert told(编号="").their_id == told(编号="").their_id != told(编号="", 内容="other").their_id


@pytest.mark.parametrize(
    "bad", [{}, {"columns": {"id": "编号"}}, {"columns": {"id": "a", "words": "b", "mood": "c"}}]
)
def test_a_map_that_lacks_something_says_what(bad: dict[str, Any]) -> None:
    with pytest.raises(mapping.MapFault):
        mapping.read(bad)
