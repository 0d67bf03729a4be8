"""The journal's words: an entry before and after it is written, and how its digest is made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is about to be recorded about one subject ("case", "report", …)."""

    kind: str
    at: datetime
    actor: Mapping[str, Any]
    data: Mapping[str, Any] = field(default_factory=dict)
    whys: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry as a reader gets it."""

    id: int
    era: int
    xid: int
    kind: str
    subject_kind: str
    subject_id: str
    seq: int
    at: datetime
    recorded_at: datetime
    actor: Mapping[str, Any]
    data: Mapping[str, Any]
    whys: tuple[Mapping[str, Any], ...]


def canonical(value: Any) -> bytes:
    """JSON in one form only: sorted keys, no spaces, UTF-8. What is digested is what is stored."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def moment(at: datetime) -> str:
    """An instant in one form only: UTC, microseconds, as PostgreSQL keeps it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def digest(subject_kind: str, subject_id: str, seq: int, entry: NewEntry, previous: bytes) -> bytes:
    """SHA-256 over the previous entry's digest and everything this entry says: 32 bytes."""
    body = canonical(
        [
            subject_kind,
            subject_id,
            seq,
            entry.kind,
            moment(entry.at),
            entry.actor,
            entry.data,
            list(entry.whys),
        ]
    )
    return hashlib.sha256(previous + body).digest()
