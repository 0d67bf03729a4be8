"""The original of a photo: encrypted as a whole under a key of its own, which the row keeps sealed.

A new field key only reseals the row; forgetting the row's key makes the file noise, wherever a copy of it lies.
"""

from __future__ import annotations

import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from commongrid.base.privacy import sealing

_OWN = "own"


def close(data: bytes, photo_id: str) -> tuple[str, bytes]:
    """(key to keep, bytes to store): 15 MB in about 10 ms."""
    key = os.urandom(32)
    return key.hex(), sealing.seal(_ring(key), data, photo_id)


def reopen(stored: bytes, key: str, photo_id: str) -> bytes:
    """The original as it came; raises sealing.Unreadable when the file is not this photo's."""
    return sealing.unseal(_ring(bytes.fromhex(key)), stored, photo_id)


def _ring(key: bytes) -> sealing.Ring:
    return sealing.Ring(_OWN, {_OWN: AESGCM(key)})
