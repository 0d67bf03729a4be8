"""Row ids that sort by the moment they were made (RFC 9562, version 7)."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID


def uuid7(at: datetime) -> UUID:
    """A new id for a row made `at`: 48 bits of milliseconds, then 74 random bits (it cannot be guessed)."""
    milliseconds = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    value = milliseconds << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 7 << 76
    value = value & ~(0b11 << 62) | 0b10 << 62
    return UUID(int=value)
