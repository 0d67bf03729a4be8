"""The clocks of a case, told as stories with times worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from commongrid.cases import clocks
from commongrid.cases.clocks import Clocks, Segment, Stage, Step
from tests.base.calendar.almanac import CHINA, here

LIMITS = {
    "dispatch": [2, "working_hours"],
    "accept": [4, "working_hours"],
    "handle": [3, "working_days"],
    "check": [1, "working_days"],
}
OPENED = ("case.opened", "2026-09-14 09:00", {"limits": LIMITS})
ASSIGNED = ("case.assigned", "2026-09-14 10:00")
TAKEN = ("case.taken", "2026-09-15 16:43")
HANDLED = (OPENED, ASSIGNED, TAKEN)


def told(*lines: tuple[Any, ...]) -> Clocks:
    return clocks.fold(CHINA, [step(*line) for line in lines])


def step(kind: str, at: str, data: Mapping[str, Any] | None = None) -> Step:
    return Step(kind, here(at), data or {})


def now(found: Clocks) -> Segment:
    segment = clocks.running(found)
    assert segment is not None
    return segment


def stages(found: Clocks) -> list[str]:
    return [str(segment.stage) for segment in found.segments]


def test_the_whole_way_round() -> None:
    found = told(
        *HANDLED, ("case.reported_done", "2026-09-18 17:59"), ("case.check_passed", "2026-09-23 10:00")
    )
    assert stages(found) == ["dispatch", "accept", "handle", "check"]
    assert [segment.due_at for segment in found.segments] == [
        here("2026-09-14 11:00"),
        here("2026-09-14 16:00"),
        here("2026-09-18 18:00"),
        here("2026-09-20 18:00"),
    ]
    assert clocks.running(found) is None
    assert found.segments[2].ended_at == here("2026-09-18 17:59")
    assert [clocks.on_time(found, stage) for stage in Stage] == [None, True, False, True, False]


def test_the_deadline_itself_is_in_time() -> None:
    for done, is_met in (("2026-09-18 18:00", True), ("2026-09-18 18:01", False)):
        found = told(*HANDLED, ("case.reported_done", done), ("case.check_passed", "2026-09-18 19:00"))
        assert clocks.on_time(found, "handle") is is_met


def test_lights() -> None:
    handle = now(told(*HANDLED))
    assert clocks.light(handle, here("2026-09-15 16:43")).fraction == 0
    assert clocks.light(handle, here("2026-09-17 10:00")).state == "calm"
    assert handle.soon_at is not None
    assert clocks.light(handle, handle.soon_at).state == "calm"
    assert clocks.light(handle, handle.soon_at).fraction == pytest.approx(0.8)
    assert clocks.light(handle, here("2026-09-18 17:00")).state == "soon"
    assert clocks.light(handle, here("2026-09-18 17:00")).remaining == timedelta(hours=1)
    late = clocks.light(handle, here("2026-09-18 18:01"))
    assert (late.state, late.fraction, late.remaining) == ("late", 1.0, timedelta(minutes=-1))
    assert not clocks.is_late(handle, here("2026-09-18 18:00"))


def test_paused_across_the_holiday() -> None:
    found = told(
        OPENED,
        ("case.assigned", "2026-09-29 09:00"),
        ("case.taken", "2026-09-29 10:00"),
        ("case.paused", "2026-09-30 15:00"),
    )
    held = now(found)
    assert held.held_since == here("2026-09-30 15:00")
    assert held.due_at == here("2026-10-09 18:00")
    light = clocks.light(held, here("2026-11-01 09:00"))
    assert (light.state, light.fraction) == ("hold", held.used)
    assert light.fraction == pytest.approx(10 / 27, abs=1e-4)  # open hours
    assert not clocks.is_late(held, here("2026-11-01 09:00"))
    goes_on = clocks.advance(found, CHINA, step("case.resumed", "2026-10-09 09:00"))
    assert now(goes_on).due_at == here("2026-10-12 18:00")  # 30 September and 8 October were held back
    assert clocks.light(now(goes_on), here("2026-10-09 09:00")).fraction == now(goes_on).used


def test_a_check_that_fails_lets_the_handling_go_on() -> None:
    found = told(
        *HANDLED, ("case.reported_done", "2026-09-17 17:00"), ("case.check_failed", "2026-09-21 09:30")
    )
    handle = now(found)
    assert handle.stage is Stage.HANDLE
    assert handle.due_at == here("2026-09-22 18:00")  # counted: 16; held back: 17, 18, 20; then 21, 22
    assert clocks.on_time(found, "handle") is None
    passed = told(
        *HANDLED,
        ("case.reported_done", "2026-09-17 17:00"),
        ("case.check_failed", "2026-09-21 09:30"),
        ("case.reported_done", "2026-09-22 18:00"),
        ("case.check_passed", "2026-09-23 09:00"),
    )
    assert clocks.on_time(passed, "handle") is True
    assert stages(passed) == ["dispatch", "accept", "handle", "check", "check"]


def test_an_extension_is_moved_by_later_pauses_only() -> None:
    found = told(
        *HANDLED,
        ("case.paused", "2026-09-16 10:00"),
        ("case.resumed", "2026-09-17 10:00"),
        ("case.extended", "2026-09-17 11:00", {"due": here("2026-09-22 12:00").isoformat()}),
    )
    assert now(found).due_at == here("2026-09-22 12:00")
    paused = clocks.advance(found, CHINA, step("case.paused", "2026-09-21 16:00"))
    assert now(paused).due_at == here("2026-09-22 12:00")
    goes_on = clocks.advance(paused, CHINA, step("case.resumed", "2026-09-22 10:00"))
    assert now(goes_on).due_at == here("2026-09-22 17:00")  # two hours of Monday and one of Tuesday


def test_sent_back_begins_dispatch_anew_and_forgets_the_extension() -> None:
    found = told(
        *HANDLED,
        ("case.extended", "2026-09-16 09:00", {"due": here("2026-09-30 12:00").isoformat()}),
        ("case.sent_back", "2026-09-16 10:00"),
        ("case.assigned", "2026-09-16 11:00"),
        ("case.assigned", "2026-09-16 14:00"),
        ("case.taken", "2026-09-16 15:00"),
    )
    assert stages(found) == ["dispatch", "accept", "handle", "dispatch", "accept", "accept", "handle"]
    assert now(found).due_at == here("2026-09-20 18:00")


def test_taking_a_dispatch_back_gains_no_time() -> None:
    found = told(OPENED, ASSIGNED, ("case.taken_back", "2026-09-14 10:20"))
    assert stages(found) == ["dispatch", "accept", "dispatch"]
    assert now(found).due_at == here("2026-09-14 11:00")
    assert [clocks.met(segment) for segment in found.segments] == [True, None, None]
    again = told(
        OPENED, ASSIGNED, ("case.taken_back", "2026-09-14 10:20"), ("case.assigned", "2026-09-14 11:30")
    )
    assert clocks.met(again.segments[2]) is False


def test_a_promise_stands_in_place_of_the_limit() -> None:
    target = here("2026-09-28 08:00")
    promised = {"limits": {}, "fixed": {"handle": target.isoformat()}}
    found = told(("case.opened", "2026-09-14 09:00", promised), ASSIGNED, TAKEN)
    assert now(found).due_at == target
    assert found.segments[0].due_at is None
    assert clocks.on_time(found, "dispatch") is None
    later = told(OPENED, (*ASSIGNED, {"fixed": {"handle": target.isoformat()}}), TAKEN)
    assert now(later).due_at == target


def test_reopening_is_a_new_round_with_the_same_or_new_limits() -> None:
    closed = (*HANDLED, ("case.reported_done", "2026-09-21 17:00"), ("case.check_passed", "2026-09-21 18:00"))
    again = (("case.assigned", "2026-09-25 09:00"), ("case.taken", "2026-09-28 09:00"))
    found = told(*closed, ("case.reopened", "2026-09-24 09:00"), *again)
    assert (now(found).round, now(found).due_at) == (2, here("2026-10-08 18:00"))
    assert clocks.on_time(found, "handle", 1) is False
    assert clocks.on_time(found, "handle") is None
    stricter = {"limits": {"handle": [1, "working_days"]}}
    assert now(told(*closed, ("case.reopened", "2026-09-24 09:00", stricter), *again)).due_at == here(
        "2026-09-29 18:00"
    )


def test_a_corrected_matter_counts_from_now() -> None:
    found = told(
        *HANDLED,
        ("case.corrected", "2026-09-17 10:00", {"limits": {"handle": [2, "urgent_hours"]}, "from": "now"}),
    )
    assert now(found).due_at == here("2026-09-17 12:00")
    assert now(found).started_at == here("2026-09-15 16:43")
    same = told(*HANDLED, ("case.corrected", "2026-09-17 10:00", {"address": "榕树头"}))
    assert now(same).due_at == here("2026-09-18 18:00")


def test_a_changed_limit_counts_over_the_whole_segment_with_its_pauses() -> None:
    found = told(
        *HANDLED,
        ("case.paused", "2026-09-16 10:00"),
        ("case.resumed", "2026-09-17 10:00"),
        (
            "case.relimited",
            "2026-09-17 11:00",
            {"limits": {**LIMITS, "handle": [5, "working_days"]}, "from": "start"},
        ),
    )
    assert now(found).due_at == here("2026-09-22 18:00")  # 16 held back: 17, 18, 20, 21, 22
    assert found.segments[0].due_at == here("2026-09-14 11:00")


def test_a_correction_while_paused_gives_the_whole_new_limit_back() -> None:
    found = told(
        *HANDLED,
        ("case.paused", "2026-09-16 10:00"),
        ("case.corrected", "2026-09-16 15:00", {"limits": {"handle": [4, "working_hours"]}}),
        ("case.resumed", "2026-09-17 14:00"),
    )
    assert now(found).due_at == here("2026-09-17 18:00")


def test_voided_and_merged_stop_everything() -> None:
    for kind in ("case.voided", "case.merged"):
        found = told(*HANDLED, ("case.paused", "2026-09-16 10:00"), (kind, "2026-09-17 10:00"))
        assert clocks.running(found) is None
        assert found.segments[-1].pauses[0].until == here("2026-09-17 10:00")
        assert found.segments[-1].due_at == here("2026-09-20 18:00")
        assert clocks.on_time(found, "handle") is None


def test_a_merge_keeps_the_earliest_clock() -> None:
    early = told(OPENED, ("case.assigned", "2026-09-14 10:00"), ("case.taken", "2026-09-14 11:00"))
    late = told(*HANDLED)
    at = here("2026-09-16 09:00")
    kept = clocks.earliest(late, early, at=at)
    assert now(kept).due_at == now(early).due_at == here("2026-09-17 18:00")
    assert now(clocks.earliest(early, late, at=at)).due_at == now(early).due_at
    absorbed = clocks.advance(late, CHINA, Step("case.absorbed", at, {"clock": clocks.to_json(kept)}))
    assert now(absorbed).due_at == now(early).due_at
    assert now(absorbed).soon_at == now(early).soon_at
    paused = clocks.advance(absorbed, CHINA, step("case.paused", "2026-09-17 17:00"))
    resumed = clocks.advance(paused, CHINA, step("case.resumed", "2026-09-18 09:00"))
    assert now(resumed).due_at == here("2026-09-18 10:00")


def test_a_merge_into_a_case_not_yet_handled_bounds_its_handling() -> None:
    waiting = told(OPENED)
    handled = told(*HANDLED)
    kept = clocks.earliest(waiting, handled, at=here("2026-09-16 09:00"))
    taken = kept
    for line in (("case.assigned", "2026-09-16 10:00"), ("case.taken", "2026-09-17 16:00")):
        taken = clocks.advance(taken, CHINA, step(*line))
    assert now(taken).due_at == here("2026-09-18 18:00")


def test_a_twin_whose_clock_stands_still_gives_no_deadline() -> None:
    paused = told(*HANDLED, ("case.paused", "2026-09-16 10:00"))
    own = told(OPENED, ASSIGNED, ("case.taken", "2026-09-16 09:00"))
    assert clocks.earliest(own, paused, at=here("2026-09-16 11:00")) == own


def test_a_report_is_verified_within_its_limit() -> None:
    sent = step("report.sent_to_verify", "2026-09-15 17:30", {"limits": {"verify": [1, "working_hours"]}})
    found = clocks.advance(clocks.EMPTY, CHINA, sent)
    assert now(found).due_at == here("2026-09-16 09:30")
    ended = clocks.advance(found, CHINA, step("report.verified", "2026-09-16 09:31"))
    assert clocks.on_time(ended, "verify") is False


def test_settled_on_the_spot_has_no_clock_and_can_be_reopened() -> None:
    settled = ("case.settled", "2026-09-14 09:00", {"limits": LIMITS})
    assert clocks.running(told(settled)) is None
    assert now(told(settled, ("case.reopened", "2026-09-15 09:00"))).round == 2


def test_other_entries_leave_the_clock_as_it_is() -> None:
    found = told(*HANDLED)
    for kind in (
        "case.commented",
        "case.transferred",
        "case.escalated",
        "case.delegated",
        "case.urged",
        "strange",
    ):
        assert clocks.advance(found, CHINA, step(kind, "2026-09-16 09:00")) is found


def test_every_line_of_a_deadline_is_explained() -> None:
    found = told(
        *HANDLED,
        ("case.paused", "2026-09-16 17:00"),
        ("case.resumed", "2026-09-17 09:30"),
        ("case.reported_done", "2026-09-20 10:00"),
        ("case.check_passed", "2026-09-20 11:00"),
    )
    assert [why.key for why in clocks.explain(CHINA, found.segments[2])] == [
        "calendar.paused",
        "calendar.limit_working_days",
        "calendar.counted",
        "calendar.held_back",
        "calendar.weekend",
        "calendar.made_up",
        "calendar.ends_at_close",
        "cases.clock_kept",
    ]
    extended = told(
        *HANDLED, ("case.extended", "2026-09-16 09:00", {"due": here("2026-09-30 12:00").isoformat()})
    )
    assert [why.key for why in clocks.explain(CHINA, now(extended))] == ["cases.clock_fixed"]
    unlimited = told(("case.opened", "2026-09-14 09:00"))
    assert [why.key for why in clocks.explain(CHINA, now(unlimited))] == ["cases.clock_no_limit"]
