from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import translation

from commongrid.doors.look import lights

NOW = datetime(2026, 11, 18, 8, 42, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("left", "state", "run"),
    [(HOUR / 2, "time", 50), (HOUR / 5, "soon", 80), (HOUR / 4, "time", 75), (-HOUR, "late", 100)],
)
def test_the_light_turns_at_eighty_per_cent_and_at_the_deadline(
    left: timedelta, state: str, run: int
) -> None:
    due = NOW + left
    found = lights.light(due, NOW, started_at=due - HOUR)
    assert (found.state, found.run) == (state, run)


def test_the_moment_of_soon_counts_before_plain_time_when_it_is_known() -> None:
    due = NOW + HOUR
    assert lights.light(due, NOW, soon_at=NOW - HOUR).state == "soon"
    assert lights.light(due, NOW, soon_at=due - HOUR / 10).state == "time"


def test_a_light_always_has_words() -> None:
    with translation.override("zh-hans"):
        words = [
            lights.light(NOW + HOUR, NOW).words,
            lights.light(NOW - HOUR, NOW).words,
            lights.light(NOW, NOW, paused_until=NOW + 2 * 24 * HOUR).words,
            lights.light(NOW + 24 * HOUR, NOW, closed_at=NOW).words,
            lights.light(None, NOW).words,
        ]
    assert words == ["剩1小时", "逾期1小时", "挂账到周五", "提前1天办好", "没有时限"]


def test_a_case_row_or_dict_is_read_by_its_names() -> None:
    assert lights.of(SimpleNamespace(due_at=NOW - HOUR, status="handling"), NOW).state == "late"
    assert lights.of({"due_at": NOW - HOUR, "status": "paused"}, NOW).state == "hold"
    assert lights.of({"due_at": NOW - HOUR, "status": "void"}, NOW).state == "none"
