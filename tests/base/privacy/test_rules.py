"""One written form for what people type, and masks that give little away."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commongrid.base.privacy import rules
from commongrid.base.privacy.blind import BlindIndex
from commongrid.base.privacy.ids import uuid7

PHONE = BlindIndex("people_person.phone", rules.plain_phone)


@pytest.mark.parametrize(
    "typed",
    [
        "13827605190",
        " 138 2760 5190 ",
        "+86 138-2760-5190",
        "+8613827605190",
        "008613827605190",
        "8613827605190",
        "１３８２７６０５１９０",
        "＋８６１３８２７６０５１９０",
        "138.2760.5190",
        "(138)27605190",
        "138\u200b2760\u202c5190",
        "\u202a13827605190\u202c",
    ],
)
def test_a_phone_has_one_form_and_one_index(typed: str) -> None:
    assert rules.plain_phone(typed) == "13827605190"
    assert PHONE.of(typed) == PHONE.of("13827605190")


def test_a_foreign_number_keeps_its_plus() -> None:
    assert rules.plain_phone("00852 6123 4567") == "+85261234567" == rules.plain_phone("+852-6123-4567")


def test_an_index_belongs_to_its_column() -> None:
    other = BlindIndex("people_person.email", rules.plain_phone)
    assert PHONE.of("13827605190") != other.of("13827605190")
    assert len(PHONE.of("13827605190")) == 32


def test_an_index_is_stable_under_the_key(settings) -> None:  # type: ignore[no-untyped-def]
    settings.BLIND_INDEX_KEY = bytes(range(32))
    assert PHONE.of("13827605190").hex() == "69d92276f771fa64ad440169f1cae47615312962e417f8161d10e593a44e553b"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("13827605190", "138****5190"),
        ("+86 138 2760 5190", "138****5190"),
        ("+85261234567", "+852****4567"),
        ("22831234", "******34"),
        ("12345", "***45"),
        ("110", "***"),
        ("", ""),
        (None, ""),
    ],
)
def test_masked_phone(value: str | None, shown: str) -> None:
    assert rules.masked_phone(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("林小月", "林**"),
        ("何伯", "何*"),
        ("欧阳娜娜", "欧***"),
        ("John Smith", "J***"),
        ("林", "*"),
        ("", ""),
        (None, ""),
    ],
)
def test_masked_name(value: str | None, shown: str) -> None:
    assert rules.masked_name(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("lin@example.org", "l***@example.org"),
        ("l@example.org", "***@example.org"),
        ("lin", "***"),
        (None, ""),
    ],
)
def test_masked_email(value: str | None, shown: str) -> None:
    assert rules.masked_email(value) == shown


@given(st.text(max_size=40))
def test_masks_take_anything_and_show_at_most_a_glimpse(value: str) -> None:
    assert len(rules.masked_name(value).replace("*", "")) <= 1
    rules.masked_email(value)
    plain = rules.plain_phone(value)
    if plain.isdigit():
        hidden = rules.masked_phone(value).count("*")
        assert hidden >= min(3, len(plain))


@pytest.mark.parametrize("why", ["核实现场地址", "call back about case 17"])
def test_a_reason_is_enough(why: str) -> None:
    assert rules.is_reason_enough(why).answer


@pytest.mark.parametrize("why", ["", "   ", "。。。。。。", "abab", "看", "\u200b" * 9, "1111"])
def test_a_reason_is_not_enough(why: str) -> None:
    verdict = rules.is_reason_enough(why)
    assert not verdict.answer
    assert verdict.why[0].key == "privacy.reason_too_short"


def test_ids_sort_by_their_moment_and_do_not_repeat() -> None:
    early, late = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 1, 0, 0, 1, tzinfo=UTC)
    assert uuid7(early) < uuid7(late)
    assert uuid7(early).version == 7
    assert uuid7(early).variant == "specified in RFC 4122"
    assert len({uuid7(early) for _ in range(1000)}) == 1000
