from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from commongrid.doors.look import moments

NOW = datetime(2026, 11, 18, 8, 42, tzinfo=UTC)  # Wednesday 16:42 in the city


@pytest.mark.parametrize(
    ("span", "zh", "en"),
    [
        (timedelta(minutes=8), "剩8分钟", "8 min left"),
        (timedelta(hours=1), "剩1小时", "1 hour left"),
        (timedelta(hours=1, minutes=10), "剩1小时10分", "1 h 10 min left"),
        (timedelta(days=1), "还有1天", "1 day left"),
        (timedelta(days=2, hours=3), "还有2天3小时", "2 days 3 h left"),
        (timedelta(days=9, hours=3), "还有9天", "9 days left"),
        (-timedelta(minutes=40), "逾期40分钟", "40 min late"),
        (-timedelta(days=1, hours=2), "逾期1天2小时", "1 day 2 h late"),
    ],
)
def test_what_is_left_is_said_in_two_units_at_most(span: timedelta, zh: str, en: str) -> None:
    with translation.override("zh-hans"):
        assert moments.remaining(NOW + span, NOW) == zh
    with translation.override("en"):
        assert moments.remaining(NOW + span, NOW) == en


@pytest.mark.parametrize(
    ("at", "zh", "en"),
    [
        (NOW, "今天16:42", "today 16:42"),
        (NOW - timedelta(days=1), "昨天16:42", "yesterday 16:42"),
        (NOW - timedelta(days=3), "周日16:42", "Sun 16:42"),
        (NOW - timedelta(days=15), "11月3日16:42", "3 Nov 16:42"),
        (NOW - timedelta(days=365), "2025年11月18日16:42", "18 Nov 2025 16:42"),
    ],
)
def test_a_moment_is_as_near_as_words_allow(at: datetime, zh: str, en: str) -> None:
    with translation.override("zh-hans"):
        assert moments.near(at, NOW) == zh
    with translation.override("en"):
        assert moments.near(at, NOW) == en


def test_a_promise_names_weekday_and_day() -> None:
    with translation.override("zh-hans"):
        assert moments.promise(NOW + timedelta(days=2), NOW) == "周五（20日）16:42"
        assert moments.promise(NOW + timedelta(days=1), NOW) == "明天16:42"
    with translation.override("en"):
        assert moments.promise(NOW + timedelta(days=2), NOW) == "Fri (20) 16:42"


def test_the_day_turns_at_midnight_in_the_city_not_in_utc() -> None:
    late_in_utc = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)
    with translation.override("zh-hans"):
        assert moments.near(late_in_utc, NOW) == "明天01:00"


@pytest.mark.parametrize(
    ("metres", "zh"), [(8.4, "8米"), (318, "320米"), (996, "1.0公里"), (1234, "1.2公里")]
)
def test_distances_are_as_exact_as_they_are_useful(metres: float, zh: str) -> None:
    with translation.override("zh-hans"):
        assert moments.distance(metres) == zh
