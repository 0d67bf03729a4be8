"""What a pattern makes of the weeks ahead, and how a shift was attended."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from commongrid.registry.duty import rules
from commongrid.registry.duty.terms import EARLY, GRACE, LONGEST, Busy, Days, Pattern, State, Turn

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 3, 2)
WORKED = frozenset(MONDAY + timedelta(days=n) for n in range(28) if n % 7 < 5)
BEGIN = datetime(2026, 3, 2, 1, tzinfo=UTC)
END = BEGIN + timedelta(hours=8)

hours = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))
patterns = st.builds(
    Pattern,
    begins=hours,
    ends=hours,
    post_ids=st.lists(st.integers(1, 5), min_size=1, max_size=5, unique=True).map(tuple),
    days=st.sampled_from(Days),
    weekdays=st.frozensets(st.integers(0, 6)),
    turn=st.sampled_from(Turn),
)
busy = st.builds(
    lambda post, start, long, away: Busy(
        post, BEGIN + timedelta(hours=start), BEGIN + timedelta(hours=start + long), away
    ),
    st.integers(1, 5),
    st.integers(-24, 700),
    st.integers(1, 60),
    st.booleans(),
)


def laid(pattern: Pattern, taken: list[Busy], days: int = 28) -> rules.Verdict[tuple[rules.Slot, ...]]:
    return rules.which_shifts(pattern, MONDAY, days, worked=WORKED, busy=taken, zone=ZONE)


@given(patterns, st.lists(busy, max_size=12))
def test_nobody_stands_twice_or_while_away(pattern: Pattern, taken: list[Busy]) -> None:
    everything = list(taken)
    for slot in laid(pattern, taken).answer:
        if slot.post_id is not None:
            mine = [each for each in everything if each.post_id == slot.post_id]
            assert not any(rules.overlaps(each, slot.starts_at, slot.ends_at) for each in mine)
            everything.append(Busy(slot.post_id, slot.starts_at, slot.ends_at))


@given(patterns, st.lists(busy, max_size=12))
def test_a_gap_only_where_nobody_is_free_and_every_gap_is_told(pattern: Pattern, taken: list[Busy]) -> None:
    verdict = laid(pattern, taken)
    gaps = [slot for slot in verdict.answer if slot.post_id is None]
    stood = [Busy(s.post_id, s.starts_at, s.ends_at) for s in verdict.answer if s.post_id is not None]
    for gap in gaps:
        for post in pattern.post_ids:
            held = [each for each in [*taken, *stood] if each.post_id == post]
            assert any(rules.overlaps(each, gap.starts_at, gap.ends_at) for each in held)
    assert len(gaps) == sum(why.key == "duty.nobody" for why in verdict.why)


@given(patterns)
def test_every_shift_can_be_kept_and_stands_on_its_days(pattern: Pattern) -> None:
    for slot in laid(pattern, []).answer:
        assert rules.is_span(slot.starts_at, slot.ends_at).answer
        on = slot.starts_at.date()
        assert on.weekday() in pattern.weekdays
        assert pattern.days == Days.EVERY or (on in WORKED) == (pattern.days == Days.WORKED)


@given(patterns.filter(lambda each: each.turn == Turn.DAY and each.begins < each.ends))
def test_turns_are_even(pattern: Pattern) -> None:
    held = [slot.post_id for slot in laid(pattern, []).answer]
    counts = [held.count(post) for post in pattern.post_ids]
    assert max(counts) - min(counts) <= 1


def test_a_week_each() -> None:
    pattern = Pattern(time(8), time(20), (7, 8), turn=Turn.WEEK)
    assert [slot.post_id for slot in laid(pattern, [], 14).answer] == [7] * 7 + [8] * 7


def test_the_night_ends_on_the_next_day() -> None:
    night = laid(Pattern(time(20), time(8), (7,)), [], 1).answer[0]
    assert (night.starts_at.hour, night.ends_at.hour, night.ends_at - night.starts_at) == (
        20,
        8,
        timedelta(hours=12),
    )


def test_a_holiday_is_off_and_an_exchanged_saturday_is_worked() -> None:
    worked = (WORKED - {MONDAY}) | {MONDAY + timedelta(days=5)}
    pattern = Pattern(time(9), time(17), (7,), days=Days.WORKED)
    days = rules.which_shifts(pattern, MONDAY, 7, worked=worked, busy=[], zone=ZONE).answer
    assert [slot.starts_at.weekday() for slot in days] == [1, 2, 3, 4, 5]


def test_who_is_away_is_passed_over_and_comes_again() -> None:
    away = Busy(8, BEGIN + timedelta(days=1), BEGIN + timedelta(days=1, hours=4), is_away=True)
    verdict = laid(Pattern(time(9), time(17), (7, 8, 9)), [away], 5)
    assert [slot.post_id for slot in verdict.answer] == [7, 9, 9, 7, 8]
    assert [why.key for why in verdict.why] == ["duty.laid", "duty.passed_away"]


def test_a_span_has_an_order_and_an_end() -> None:
    assert rules.is_span(BEGIN, BEGIN).why[0].key == "duty.ends_first"
    assert rules.is_span(BEGIN, BEGIN + LONGEST).answer
    assert rules.is_span(BEGIN, BEGIN + LONGEST + timedelta(minutes=1)).why[0].key == "duty.too_long"


def test_late_begins_after_the_grace() -> None:
    just = rules.how_attended(BEGIN, END, BEGIN + GRACE, None, BEGIN + GRACE).answer
    late = rules.how_attended(
        BEGIN, END, BEGIN + GRACE + timedelta(minutes=1), None, END - timedelta(hours=1)
    )
    assert (just.state, just.late) == (State.ON, timedelta())
    assert (late.answer.state, late.answer.late) == (State.ON, timedelta(minutes=11))
    assert late.why[1].facts == {"minutes": 11}


def test_every_state_in_the_course_of_a_shift() -> None:
    minute = timedelta(minutes=1)

    def state(at: datetime, on: datetime | None = None, off: datetime | None = None) -> State:
        return rules.how_attended(BEGIN, END, on, off, at).answer.state

    assert state(BEGIN) == State.PLANNED
    assert state(BEGIN + GRACE + minute) == State.AWAITED
    assert state(END) == State.MISSED
    assert state(END - minute, BEGIN) == State.ON
    assert state(END, BEGIN) == State.OPEN
    assert state(END, BEGIN, END) == State.DONE


def test_signing_on_opens_half_an_hour_before_and_ends_with_the_shift() -> None:
    assert not rules.may_sign_on(BEGIN, END, BEGIN - EARLY - timedelta(seconds=1)).answer
    assert rules.may_sign_on(BEGIN, END, BEGIN - EARLY).answer
    assert not rules.may_sign_on(BEGIN, END, END).answer
