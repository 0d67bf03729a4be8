"""Merkle roots, and what is told of the first thing that does not follow. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

LEAF, NODE = b"\x00", b"\x01"


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place where the journal is not what was written."""

    subject: str
    seq: int
    what: str


def merkle_root(digests: Sequence[bytes]) -> bytes:
    """The root of a Merkle tree as in RFC 6962 section 2.1 (leaves and nodes are marked apart); 32 bytes."""
    if not digests:
        return hashlib.sha256(b"").digest()
    if len(digests) == 1:
        return hashlib.sha256(LEAF + digests[0]).digest()
    half = 1 << (len(digests) - 1).bit_length() - 1
    return hashlib.sha256(NODE + merkle_root(digests[:half]) + merkle_root(digests[half:])).digest()
