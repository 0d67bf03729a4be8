"""What is wrong with a number is said so that it can be mended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commongrid.registry.people import rules
from commongrid.registry.people.terms import Limit

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "key", "facts"),
    [
        ("", "people.phone_missing", {}),
        ("1382760519", "people.phone_short", {"digits": 10, "missing": 1}),
        ("138276051901", "people.phone_long", {"digits": 12, "extra": 1}),
        ("12345678901", "people.phone_start", {"start": "12"}),
        ("0769-22831234", "people.phone_start", {"start": "07"}),
        ("1382760519O", "people.phone_letters", {}),
        ("13827605190\x00", "", {}),
        ("+123", "people.phone_foreign", {"digits": 3}),
        ("+8613827605", "people.phone_short", {"digits": 8, "missing": 3}),
        ("+85261234567", "", {}),
        ("+86 138 2760 5190", "", {}),
        ("'; drop table people_person; --", "people.phone_letters", {}),
        ("๑๓๘๒๗๖๐๕๑๙๐", "people.phone_letters", {}),
    ],
)
def test_phone(typed: str, key: str, facts: dict[str, int] | None) -> None:
    verdict = rules.is_phone(typed)
    assert bool(verdict.answer) == (key == "")
    assert [why.key for why in verdict.why] == ([key] if key else [])
    if key and facts is not None:
        assert dict(verdict.why[0].facts) == facts


@given(st.text(max_size=40))
def test_no_text_breaks_it(typed: str) -> None:
    for verdict in (rules.is_phone(typed), rules.is_email(typed), rules.is_name(typed)):
        assert "\x00" not in verdict.answer


@pytest.mark.parametrize(
    "good", ["lin@example.org", " LIN@Example.ORG ", "ｌｉｎ＠example.org", "林@例子.中国"]
)
def test_email(good: str) -> None:
    assert rules.is_email(good).answer == rules.is_email(rules.is_email(good).answer).answer != ""


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "lin",
        "lin@",
        "@example.org",
        "lin@host",
        "a@b@c.org",
        "lin@example.org\nBcc: x@y.z",
        "x" * 300 + "@a.org",
    ],
)
def test_not_an_email(bad: str) -> None:
    assert not rules.is_email(bad).answer


def test_waiting_is_counted_down() -> None:
    limit = Limit("minute", 60, 1)
    assert rules.wait(limit, 1, AT, AT) == 0
    assert rules.wait(limit, 2, AT, AT + timedelta(seconds=20)) == 40
    assert rules.wait(limit, 2, AT, AT + timedelta(seconds=59.9)) == 1
