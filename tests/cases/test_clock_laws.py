"""What holds for the clocks of every journal, even one no lifecycle would allow."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from commongrid.base.calendar import rules
from commongrid.cases import clocks
from commongrid.cases.clocks import Clocks, Stage, Step
from commongrid.cases.clocks.effects import EFFECTS
from tests.base.calendar.almanac import calendars, limits, moments, unhurried

plans = st.dictionaries(st.sampled_from(list(Stage)), st.one_of(st.none(), limits)).map(
    lambda plan: {str(stage): limit and limit.as_json() for stage, limit in plan.items()}
)


@st.composite
def journals(draw: st.DrawFn) -> list[Step]:
    """An opening, then any steps in any order, in time order."""
    at = draw(moments)
    steps = [Step("case.opened", at, {"limits": draw(plans)})]
    for kind in draw(st.lists(st.sampled_from(sorted({*EFFECTS, "case.commented"})), max_size=12)):
        at += timedelta(minutes=draw(st.integers(0, 5 * 1440)))
        steps.append(Step(kind, at, draw(_data(kind, at, steps))))
    return steps


def _data(kind: str, at: Any, earlier: list[Step]) -> st.SearchStrategy[dict[str, Any]]:
    ahead = st.integers(1, 20 * 1440).map(lambda minutes: (at + timedelta(minutes=minutes)).isoformat())
    if kind == "case.extended":
        return st.fixed_dictionaries({"due": ahead})
    if kind == "case.absorbed":
        return st.just({})
    if kind == "case.assigned":
        return st.one_of(
            st.just({}), st.fixed_dictionaries({"fixed": st.fixed_dictionaries({"handle": ahead})})
        )
    if kind in {"case.relimited", "case.corrected", "case.reopened", "case.opened"}:
        return st.fixed_dictionaries(
            {}, optional={"limits": plans, "from": st.sampled_from(["now", "start"])}
        )
    return st.just({})


@unhurried
@given(calendars, journals())
def test_fold_is_advance_repeated_even_through_storage(calendar: Any, steps: list[Step]) -> None:
    stored = json.loads(json.dumps(clocks.to_json(clocks.EMPTY)))
    for step in steps:
        after = clocks.advance(clocks.from_json(stored), calendar, step)
        stored = json.loads(json.dumps(clocks.to_json(after)))
        assert clocks.from_json(stored) == after
        assert clocks.from_text(clocks.to_text(after)) == after
        assert clocks.from_text(json.dumps(stored)) == after, (
            "what an earlier version wrote is read as it was"
        )
    assert clocks.fold(calendar, steps) == clocks.from_json(stored)
    assert clocks.fold(lambda _step: calendar, steps) == clocks.from_json(stored)


@unhurried
@given(calendars, journals())
def test_the_past_is_never_changed(calendar: Any, steps: list[Step]) -> None:
    before = clocks.EMPTY
    for step in steps:
        after = clocks.advance(before, calendar, step)
        for old, new in zip(before.segments, after.segments, strict=False):
            assert new == old or old.is_open
            assert (new.stage, new.round, new.started_at) == (old.stage, old.round, old.started_at)
        before = after


@unhurried
@given(calendars, journals())
def test_what_is_open_is_one_stage_or_a_handling_that_waits_for_its_check(
    calendar: Any, steps: list[Step]
) -> None:
    found = clocks.fold(calendar, steps)
    opened = [one for one in found.segments if one.is_open]
    assert len([one for one in opened if one.stage is not Stage.CHECK]) <= 1
    for one in found.segments:
        assert (one.due_at is None) == (one.soon_at is None)
        assert one.soon_at is None or one.due_at is None or one.soon_at <= one.due_at
        assert 0 <= one.used <= 1
        assert all(hold.until is not None for hold in one.pauses[:-1])


@unhurried
@given(calendars, journals(), st.integers(0, 20 * 1440))
def test_lights_agree_with_lateness(calendar: Any, steps: list[Step], after: int) -> None:
    found = clocks.fold(calendar, steps)
    at = steps[-1].at + timedelta(minutes=after)
    for one in found.segments:
        light = clocks.light(one, at)
        assert 0 <= light.fraction <= 1
        assert (light.state == "late") == (one.is_open and not one.held_since and clocks.is_late(one, at))
        assert (light.remaining is None) == (one.due_at is None)
        if light.remaining is not None:
            assert (light.remaining < timedelta(0)) == clocks.is_late(one, at)


@unhurried
@given(calendars, journals(), journals())
def test_a_merge_never_gives_more_time(calendar: Any, own: list[Step], twin: list[Step]) -> None:
    mine, other = clocks.fold(calendar, own), clocks.fold(calendar, twin)
    at = max(own[-1].at, twin[-1].at)
    kept = clocks.earliest(mine, other, at=at)
    absorbed = clocks.advance(mine, calendar, Step("case.absorbed", at, {"clock": clocks.to_json(kept)}))
    for before, after in zip(mine.segments, absorbed.segments, strict=True):
        assert before.due_at is None or (after.due_at is not None and after.due_at <= before.due_at)
    assert clocks.earliest(kept, other, at=at).segments == kept.segments
    assert clocks.earliest(mine, clocks.EMPTY, at=at) == mine


@unhurried
@given(calendars, moments, plans, st.lists(st.integers(0, 6 * 1440), min_size=1, max_size=7))
def test_handling_with_pauses_is_the_rule_of_the_calendar(
    calendar: Any, at: Any, plan: Any, gaps: list[int]
) -> None:
    steps = [Step("case.opened", at, {"limits": plan}), Step("case.taken", at)]
    stops = []
    for number, gap in enumerate(gaps):
        at += timedelta(minutes=gap)
        stops.append(at)
        steps.append(Step("case.resumed" if number % 2 else "case.paused", at))
    handle = clocks.fold(calendar, steps).segments[-1]
    pauses = list(zip(stops[::2], stops[1::2], strict=False))
    if handle.limit is None:
        assert handle.due_at is None
    else:
        due = rules.deadline(calendar, handle.started_at, handle.limit, pauses)
        assert (handle.due_at, handle.soon_at) == (due.at, due.soon_at)


@unhurried
@given(calendars, journals())
def test_every_segment_can_be_explained(calendar: Any, steps: list[Step]) -> None:
    found: Clocks = clocks.fold(calendar, steps)
    for one in found.segments:
        keys = [why.key for why in clocks.explain(calendar, one)]
        assert keys
        assert "cases.clock_stands" not in keys
