"""Sealed values: bound to their place, readable under older keys, dumb in wrong hands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commongrid.base.privacy import sealing

OLD, NEW = ("old", b"o" * 32), ("new", b"n" * 32)
RING = sealing.Ring.of([NEW, OLD])


@given(st.binary(max_size=2000), st.text(max_size=60))
def test_what_is_sealed_opens_in_its_place(plain: bytes, place: str) -> None:
    assert sealing.unseal(RING, sealing.seal(RING, plain, place), place) == plain


def test_the_same_value_never_looks_the_same() -> None:
    assert len({sealing.seal(RING, b"13827605190", "a:1") for _ in range(100)}) == 100


def test_overhead_is_small() -> None:
    assert len(sealing.seal(RING, b"", "a:1")) == 2 + len("new") + 12 + 16


def test_another_place_does_not_open_it() -> None:
    sealed = sealing.seal(RING, b"secret", "people_person.phone:1")
    for place in ("people_person.phone:2", "people_person.name:1", ""):
        with pytest.raises(sealing.Unreadable):
            sealing.unseal(RING, sealed, place)


def test_every_altered_byte_is_noticed() -> None:
    sealed = sealing.seal(RING, b"secret", "a:1")
    for at in range(len(sealed)):
        altered = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises(sealing.Unreadable):
            sealing.unseal(RING, altered, "a:1")


@pytest.mark.parametrize(
    "junk", [b"", b"\x01", b"\x01\x03new", b"\x02\x03new" + b"x" * 40, b"\x01\xff" + b"x" * 40]
)
def test_junk_is_unreadable_and_nothing_worse(junk: bytes) -> None:
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(RING, junk, "a:1")


def test_old_keys_open_and_new_ones_close() -> None:
    before = sealing.seal(sealing.Ring.of([OLD]), b"secret", "a:1")
    assert sealing.unseal(RING, before, "a:1") == b"secret"
    assert sealing.key_id(sealing.seal(RING, b"secret", "a:1")) == "new"
    with pytest.raises(sealing.Unreadable, match="old"):
        sealing.unseal(sealing.Ring.of([NEW]), before, "a:1")
