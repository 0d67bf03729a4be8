"""Deadlines: pinned examples from the law's calendar, and what holds for every one of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commongrid.base.calendar import rules
from commongrid.base.calendar.days import Calendar
from commongrid.base.calendar.terms import Limit, Pause, Unit
from tests.base.calendar.almanac import (
    BOSTON,
    CHINA,
    NEW_YORK,
    calendars,
    day_limits,
    here,
    hour_limits,
    limits,
    moments,
    pauses_after,
    unhurried,
)

DAYS, NATURAL, WORKING, URGENT = Unit.WORKING_DAYS, Unit.NATURAL_DAYS, Unit.WORKING_HOURS, Unit.URGENT_HOURS


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        ("2026-09-15 16:43", 3, DAYS, "2026-09-18 18:00"),  # a Tuesday: Wednesday, Thursday, Friday
        ("2026-09-15 00:00", 1, DAYS, "2026-09-16 18:00"),  # midnight begins the day that is not counted
        ("2026-09-15 23:59", 1, DAYS, "2026-09-16 18:00"),
        ("2026-09-15 16:43", 0, DAYS, "2026-09-15 16:43"),
        ("2026-09-12 11:00", 1, DAYS, "2026-09-14 18:00"),  # begun on a Saturday
        ("2026-09-18 10:00", 1, DAYS, "2026-09-20 18:00"),  # the worked Sunday before National Day
        ("2026-09-30 16:00", 3, DAYS, "2026-10-10 18:00"),  # 8, 9 and the worked Saturday 10 October
        ("2026-02-13 10:00", 1, DAYS, "2026-02-14 18:00"),  # the worked Saturday before Spring Festival
        ("2026-02-13 10:00", 2, DAYS, "2026-02-24 18:00"),
        ("2026-02-13 10:00", 6, DAYS, "2026-02-28 18:00"),  # and the worked Saturday after it
        ("2025-12-31 10:00", 1, DAYS, "2026-01-04 18:00"),  # New Year's Day is off until the worked Sunday
        ("2026-09-15 16:43", 3, NATURAL, "2026-09-19 00:00"),  # 24:00 of Friday 18 September
        ("2026-09-15 16:43", 4, NATURAL, "2026-09-21 00:00"),  # Saturday is off, Sunday 20 is worked
        ("2026-09-11 09:00", 1, NATURAL, "2026-09-15 00:00"),  # Saturday → 24:00 of Monday
        ("2026-09-30 16:00", 3, NATURAL, "2026-10-09 00:00"),  # 3 October → 8 October
        ("2026-09-15 16:43", 4, WORKING, "2026-09-16 11:43"),
        ("2026-09-15 11:00", 3, WORKING, "2026-09-15 16:00"),  # across lunch
        ("2026-09-15 11:00", 1, WORKING, "2026-09-15 12:00"),  # used up at the close, not at the next opening
        ("2026-09-15 19:00", 0.5, WORKING, "2026-09-16 09:30"),
        ("2026-09-30 16:00", 2.5, WORKING, "2026-10-08 09:30"),
        ("2026-09-30 17:00", 24, URGENT, "2026-10-01 17:00"),
        ("2026-09-15 23:30", 0.5, URGENT, "2026-09-16 00:00"),
    ],
)
def test_a_limit_ends(start: str, amount: float, unit: Unit, due: str) -> None:
    found = rules.due(CHINA, here(start), Limit(amount, unit))
    assert found.at == here(due)
    assert not found.provisional


@pytest.mark.parametrize(
    ("paused", "due"),
    [
        ([("2026-09-16 10:00", "2026-09-16 15:00")], "2026-09-18 18:00"),  # within a day: nothing moves
        ([("2026-09-16 17:00", "2026-09-17 09:30")], "2026-09-20 18:00"),  # over the end of Wednesday
        ([("2026-09-16 10:00", "2026-09-18 09:00")], "2026-09-21 18:00"),
        (
            [("2026-09-16 18:00", "2026-09-17 08:00")],
            "2026-09-18 18:00",
        ),  # begun at the close: it was counted
        ([("2026-09-16 17:59", "2026-09-16 18:00")], "2026-09-20 18:00"),  # gone on at the close: it was not
        ([("2026-09-18 10:00", "2026-09-22 19:00")], "2026-09-23 18:00"),  # the last day is still to come
        ([("2026-09-18 18:01", "2026-09-22 19:00")], "2026-09-18 18:00"),  # late already: late it stays
        ([("2026-09-14 08:00", "2026-09-15 12:00")], "2026-09-18 18:00"),  # before it began
    ],
)
def test_pausing_three_working_days(paused: list[tuple[str, str]], due: str) -> None:
    pauses = [(here(begins), here(until)) for begins, until in paused]
    assert rules.due(CHINA, here("2026-09-15 16:43"), Limit(3, DAYS), pauses).at == here(due)


def test_pausing_keeps_the_hours_that_were_left() -> None:
    pauses = [(here("2026-09-30 17:00"), here("2026-10-08 15:00"))]
    assert rules.due(CHINA, here("2026-09-30 16:00"), Limit(4, WORKING), pauses).at == here(
        "2026-10-08 18:00"
    )
    assert rules.due(CHINA, here("2026-09-30 16:00"), Limit(4, URGENT), pauses).at == here("2026-10-08 18:00")


def test_a_natural_deadline_moved_to_monday_waits_for_a_pause_over_it() -> None:
    pauses = [(here("2026-09-13 10:00"), here("2026-09-15 10:00"))]
    assert rules.due(CHINA, here("2026-09-11 09:00"), Limit(1, NATURAL), pauses).at == here(
        "2026-09-16 00:00"
    )


def test_a_year_without_a_notice_goes_by_weekdays_and_says_so() -> None:
    found = rules.due(CHINA, here("2026-12-30 16:00"), Limit(3, DAYS))
    assert found.at == here("2027-01-04 18:00")  # 1 January 2027 is not guessed
    assert found.provisional
    assert [why.facts for why in found.steps if why.key == "calendar.year_unknown"] == [{"year": 2027}]
    assert not rules.due(CHINA, here("2026-12-30 16:00"), Limit(1, DAYS)).provisional
    assert not rules.due(CHINA, here("2026-12-31 16:00"), Limit(24, URGENT)).provisional
    assert rules.due(CHINA, here("2026-12-31 17:00"), Limit(2, WORKING)).provisional
    assert rules.due(CHINA, here("2026-12-30 17:00"), Limit(2, NATURAL)).provisional


def test_four_fifths_are_reached_in_the_limits_own_time() -> None:
    assert rules.due(CHINA, here("2026-09-30 16:00"), Limit(5, WORKING)).soon_at == here("2026-10-08 11:00")
    assert rules.due(CHINA, here("2026-09-30 17:00"), Limit(10, URGENT)).soon_at == here("2026-10-01 01:00")
    assert rules.due(CHINA, here("2026-09-14 18:00"), Limit(1, DAYS)).soon_at == here("2026-09-15 16:36")


def test_a_promise_is_moved_by_the_own_time_of_later_pauses() -> None:
    start, fixed = here("2026-09-15 16:43"), here("2026-09-18 18:00")
    pause = (here("2026-09-16 10:00"), here("2026-09-17 10:00"))

    def due(unit: Unit | None, since: datetime | None = None) -> datetime:
        return rules.fixed_deadline(CHINA, start, fixed, unit=unit, pauses=[pause], since=since).at

    assert due(DAYS) == here("2026-09-20 18:00")  # seven open hours
    assert due(None) == here("2026-09-19 18:00")  # a plain day
    assert due(DAYS, since=here("2026-09-17 09:00")) == here("2026-09-20 10:00")
    assert due(DAYS, since=pause[1]) == fixed


def test_a_promise_for_the_evening_is_not_lost_to_a_pause_after_closing() -> None:
    pause = (here("2026-09-18 19:00"), here("2026-09-21 10:00"))
    fixed = here("2026-09-19 00:00")
    found = rules.fixed_deadline(CHINA, here("2026-09-15 16:43"), fixed, unit=DAYS, pauses=[pause])
    assert found.at == here("2026-09-21 15:00")


def test_new_york_hours_follow_the_clock_on_the_wall() -> None:
    friday = datetime(2026, 10, 30, 17, 0, tzinfo=NEW_YORK)  # the clocks go back on Sunday
    assert rules.due(BOSTON, friday, Limit(2, WORKING)).at == datetime(2026, 11, 2, 10, 0, tzinfo=NEW_YORK)
    assert rules.due(BOSTON, friday, Limit(1, DAYS)).at == datetime(2026, 11, 2, 18, 0, tzinfo=NEW_YORK)
    saturday = datetime(2026, 10, 31, 18, 0, tzinfo=NEW_YORK)
    assert rules.due(BOSTON, saturday, Limit(24, URGENT)).at == datetime(2026, 11, 1, 17, 0, tzinfo=NEW_YORK)
    assert rules.due(BOSTON, friday, Limit(3, NATURAL)).at == datetime(2026, 11, 3, 0, 0, tzinfo=NEW_YORK)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        rules.due(CHINA, datetime(2026, 9, 15), Limit(1, DAYS))  # noqa: DTZ001


# What holds for every calendar, moment and limit


@unhurried
@given(calendars, moments, moments, limits)
def test_later_start_is_never_due_earlier(
    calendar: Calendar, one: datetime, other: datetime, limit: Limit
) -> None:
    early, late = sorted((one, other))
    assert rules.deadline(calendar, early, limit).at <= rules.deadline(calendar, late, limit).at


@unhurried
@given(calendars, moments, limits, st.integers(0, 10))
def test_a_longer_limit_is_never_due_earlier(
    calendar: Calendar, start: datetime, limit: Limit, more: int
) -> None:
    longer = Limit(limit.amount + more, limit.unit)
    due = rules.deadline(calendar, start, limit)
    assert start <= due.soon_at <= due.at <= rules.deadline(calendar, start, longer).at


@unhurried
@given(calendars, moments, limits, st.data())
def test_the_limit_has_elapsed_when_it_is_due(
    calendar: Calendar, start: datetime, limit: Limit, data: st.DataObject
) -> None:
    pauses = data.draw(pauses_after(start))
    due = rules.deadline(calendar, start, limit, pauses).at
    elapsed = rules.elapsed(calendar, start, due, limit.unit, pauses)
    if limit.unit is NATURAL:
        assert elapsed >= limit.amount
    else:
        assert elapsed == pytest.approx(limit.amount, abs=1e-9)
    if limit.amount:
        before = rules.elapsed(calendar, start, due - timedelta(seconds=1), limit.unit, pauses)
        assert before < limit.amount or limit.unit is NATURAL


@unhurried
@given(calendars, moments, limits, st.data())
def test_pausing_never_makes_a_deadline_earlier(
    calendar: Calendar, start: datetime, limit: Limit, data: st.DataObject
) -> None:
    pauses = data.draw(pauses_after(start))
    few = rules.deadline(calendar, start, limit, pauses[:-1]).at
    assert few <= rules.deadline(calendar, start, limit, pauses).at
    longer = [(begins, until + timedelta(hours=5)) for begins, until in pauses]
    assert (
        rules.deadline(calendar, start, limit, pauses).at <= rules.deadline(calendar, start, limit, longer).at
    )


@unhurried
@given(calendars, moments, limits, st.integers(0, 20 * 1440), st.integers(1, 20 * 1440))
def test_a_pause_before_the_deadline_never_makes_late(
    calendar: Calendar, start: datetime, limit: Limit, after: int, long: int
) -> None:
    begins = start + timedelta(minutes=after)
    until = begins + timedelta(minutes=long)
    due = rules.deadline(calendar, start, limit).at
    paused = rules.deadline(calendar, start, limit, [(begins, until)]).at
    assert paused > until if begins < due else paused == due


@unhurried
@given(
    calendars,
    moments,
    limits,
    st.integers(0, 10 * 1440),
    st.integers(0, 10 * 1440),
    st.integers(0, 10 * 1440),
)
def test_a_split_pause_is_one_pause(
    calendar: Calendar, start: datetime, limit: Limit, first: int, second: int, third: int
) -> None:
    begins = start + timedelta(minutes=first)
    middle = begins + timedelta(minutes=second)
    until = middle + timedelta(minutes=third)
    split: list[Pause] = [(begins, middle), (middle, until)]
    assert rules.deadline(calendar, start, limit, split) == rules.deadline(
        calendar, start, limit, [(begins, until)]
    )
    fixed = start + timedelta(days=6)
    one, two = (
        rules.fixed_deadline(calendar, start, fixed, unit=limit.unit, pauses=pauses)
        for pauses in (split, [(begins, until)])
    )
    assert one == two


@unhurried
@given(calendars, moments, moments, st.sampled_from([*Unit, None]), st.data())
def test_a_promise_is_never_moved_forward(
    calendar: Calendar, start: datetime, fixed: datetime, unit: Unit | None, data: st.DataObject
) -> None:
    pauses = data.draw(pauses_after(start))
    moved = rules.fixed_deadline(calendar, start, fixed, unit=unit, pauses=pauses).at
    assert moved >= fixed
    first = min(pauses, default=(fixed, fixed))
    if len(pauses) == 1 and first[0] < fixed and first[1] > first[0]:
        assert moved > first[1]


@unhurried
@given(calendars, moments, hour_limits, st.data())
def test_hours_agree_with_counting_minutes(
    calendar: Calendar, start: datetime, limit: Limit, data: st.DataObject
) -> None:
    pauses = data.draw(pauses_after(start))
    left, at = round(limit.amount * 60), start
    while left:
        is_paused = any(begins <= at < until for begins, until in pauses)
        left -= not is_paused and (limit.unit is URGENT or _is_open(calendar, at))
        at += timedelta(minutes=1)
    assert rules.deadline(calendar, start, limit, pauses).at == at


@unhurried
@given(calendars, moments, day_limits, st.data())
def test_days_agree_with_listing_their_ends(
    calendar: Calendar, start: datetime, limit: Limit, data: st.DataObject
) -> None:
    pauses = data.draw(pauses_after(start))
    at, left, on = start, limit.amount, start.astimezone(calendar.zone).date()
    while left or (limit.amount and limit.unit is NATURAL and not rules.is_working_day(calendar, on)):
        on += timedelta(days=1)
        day = calendar.day(on)
        ends = day.closes if limit.unit is DAYS else day.ends
        is_kept = any(begins < ends <= until for begins, until in pauses)
        if is_kept or (not day.is_working and (limit.unit is DAYS or not left)):
            continue
        left, at = max(left - 1, 0), ends
    assert rules.deadline(calendar, start, limit, pauses).at >= at
    if not pauses:
        assert rules.deadline(calendar, start, limit, pauses).at == at


@unhurried
@given(calendars, moments, limits, st.data())
def test_the_explanation_counts_what_was_counted(
    calendar: Calendar, start: datetime, limit: Limit, data: st.DataObject
) -> None:
    due = rules.due(calendar, start, limit, data.draw(pauses_after(start)))
    told = {why.key: why.facts for why in due.steps}
    assert f"calendar.limit_{limit.unit}" in told
    assert due.steps[-1].key.startswith("calendar.ends_at")
    if limit.unit.in_days and limit.amount:
        few, many = told.get("calendar.counted"), told.get("calendar.counted_many")
        counted = str(few["days"]).count(",") + 1 if few else many and many["number"]
        assert counted == limit.amount
    if due.provisional:
        assert "calendar.year_unknown" in told


def _is_open(calendar: Calendar, at: datetime) -> bool:
    spans = calendar.local_day(at).spans
    return any(opens <= at.astimezone(UTC) < closes for opens, closes in spans)
