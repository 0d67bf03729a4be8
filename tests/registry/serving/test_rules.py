"""Who serves, in what order, and which posts follow: decided with made-up values."""

from __future__ import annotations

from datetime import UTC, datetime

from commongrid.registry.serving.rules import which_posts_follow, who_serves
from commongrid.registry.serving.terms import Held, Presence

UNTIL = datetime(2026, 3, 9, tzinfo=UTC)
LEADER = Held(1, "grid_leader", "449900101001003")
WORKER = Held(2, "grid_worker", "449900101001003")
EVERYWHERE = Held(3, "grid_worker", "449900101001")


def test_the_closest_comes_first_and_the_leader_before_the_worker() -> None:
    found = who_serves([EVERYWHERE, WORKER, LEADER], {}, {}).answer
    assert [one.post_id for one in found] == [1, 2, 3]


def test_who_is_on_duty_comes_before_all_and_stands_in_where_somebody_is_away() -> None:
    verdict = who_serves([LEADER, WORKER, EVERYWHERE], {1: UNTIL}, {3: Presence.ON_DUTY})
    assert [(one.post_id, one.presence, one.covers) for one in verdict.answer] == [
        (3, Presence.ON_DUTY, True), (2, Presence.HELD, False), (1, Presence.AWAY, False),
    ]  # fmt: skip
    assert [why.key for why in verdict.why] == ["serving.stands_in"]


def test_nobody_and_all_away_are_said() -> None:
    assert [why.key for why in who_serves([], {}, {}).why] == ["serving.nobody"]
    assert [why.key for why in who_serves([WORKER], {2: UNTIL}, {}).why] == ["serving.all_away"]


def test_whoever_is_on_a_shift_is_here_although_away() -> None:
    assert who_serves([WORKER], {2: UNTIL}, {2: Presence.STANDBY}).answer[0].presence == Presence.STANDBY


def test_posts_of_a_grid_that_ends_always_follow_and_others_only_when_chosen() -> None:
    became = [("A", "A"), ("A", "N"), ("B", "A")]
    assert which_posts_follow(["A", "B"], ["A", "N"], became, give=False) == {"B": ("A",)}
    assert which_posts_follow(["A", "B"], ["A", "N"], became, give=True) == {"A": ("N",), "B": ("A",)}


def test_a_moved_border_gives_nobody_a_new_grid() -> None:
    became = [("A", "A"), ("A", "B"), ("B", "B")]
    assert which_posts_follow(["A", "B"], ["A", "B"], became, give=True) == {}
