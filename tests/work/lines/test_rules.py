"""Joining, waiting, signing, and two lists side by side."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from commongrid.work.lines import rules
from commongrid.work.lines.terms import LONGEST_WAIT

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
STAMP = str(int(NOW.timestamp()))


@pytest.mark.parametrize(
    ("share", "joins", "public", "answer"),
    [
        (0.75, True, True, True),
        (0.74, True, True, False),
        (0.99, False, True, False),
        (0.99, True, False, False),
    ],
)
def test_only_what_is_as_good_as_sure_joins_by_itself(
    share: float, joins: bool, public: bool, answer: bool
) -> None:
    assert rules.may_join(share, line_joins=joins, is_public=public).answer is answer


def test_pauses_grow_and_end() -> None:
    waits = [rules.next_try(tries, NOW) - NOW for tries in range(1, 20)]
    assert waits[0] == timedelta(minutes=1)
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT


def test_a_signature_holds_for_five_minutes_and_one_body() -> None:
    given = f"sha256={rules.signature('secret', STAMP, b'{}')}"
    assert rules.is_signed("secret", STAMP, b"{}", given, NOW + timedelta(minutes=4)).answer
    late = NOW + timedelta(minutes=6)
    for secret, body, stamp, at, why in (
        ("secret", b"{ }", STAMP, NOW, "lines.wrong_signature"),
        ("other", b"{}", STAMP, NOW, "lines.wrong_signature"),
        ("", b"{}", STAMP, NOW, "lines.no_secret"),
        ("secret", b"{}", STAMP, late, "lines.wrong_clock"),
    ):
        verdict = rules.is_signed(secret, stamp, body, given, at)
        assert (verdict.answer, verdict.why[0].key) == (False, why)
    odd = f"sha256={rules.signature('secret', '²', b'')}"
    assert rules.is_signed("secret", "²", b"", odd, NOW).why[0].key == "lines.wrong_clock"


def test_long_words_say_that_there_is_more() -> None:
    assert rules.shortened("短", 20) == "短"
    assert len(rules.shortened("长" * 99, 20)) == 20


def test_lists_are_compared_both_ways() -> None:
    found = rules.compare(["a", "b", "b", "c"], {"b": 1, "d": 2})
    assert found == rules.Compared(("b",), ("a", "c"), ("d",), ("b",))
