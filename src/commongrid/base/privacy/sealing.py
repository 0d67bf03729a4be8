"""Authenticated encryption of one value: AES-GCM, bound to the place it belongs to, under keys that rotate.

Sealed bytes: version (1) · length of key id (1) · key id · nonce (12) · ciphertext and tag (16 longer than
the text). The head and the caller's `place` ("table.column:pk") are authenticated with it, so a value
copied into another row or column does not open.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = 1
NONCE = 12


class Unreadable(Exception):
    """The sealed value does not open: its key is gone, or it was altered or moved."""


@dataclass(frozen=True, slots=True)
class Ring:
    """The keys there are; new values are sealed under `current`."""

    current: str
    keys: Mapping[str, AESGCM]

    @classmethod
    def of(cls, keys: Sequence[tuple[str, bytes]]) -> Ring:
        """From (id, 32 bytes), the current key first."""
        return cls(keys[0][0], {name: AESGCM(secret) for name, secret in keys})

    @property
    def head(self) -> bytes:
        """How everything sealed under the current key begins."""
        name = self.current.encode()
        return bytes((VERSION, len(name))) + name


def seal(ring: Ring, plain: bytes, place: str) -> bytes:
    """Encrypt `plain` for `place` under the current key (4 µs; up to 2³² values a key)."""
    nonce = os.urandom(NONCE)
    return ring.head + nonce + ring.keys[ring.current].encrypt(nonce, plain, ring.head + place.encode())


def unseal(ring: Ring, sealed: bytes, place: str) -> bytes:
    """What was sealed for `place`; raises Unreadable and never says more than why."""
    if len(sealed) < 2 or sealed[0] != VERSION:
        raise Unreadable("not sealed by this version")
    start = 2 + sealed[1]
    key = ring.keys.get(key_id(sealed))
    if key is None:
        raise Unreadable(f"key {key_id(sealed)!r} is not in FIELD_KEYS")
    try:
        return key.decrypt(
            sealed[start : start + NONCE], sealed[start + NONCE :], sealed[:start] + place.encode()
        )
    except (InvalidTag, ValueError) as fault:
        raise Unreadable(f"altered, or moved here from elsewhere ({place})") from fault


def key_id(sealed: bytes) -> str:
    """The id of the key it was sealed under."""
    return sealed[2 : 2 + sealed[1]].decode("ascii", "replace")
