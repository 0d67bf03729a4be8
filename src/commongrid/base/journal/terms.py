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


_text = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def text(value: Any) -> str:
    """JSON in one form only: sorted keys, no spaces. What is digested is what is stored."""
    return _text(value)


def canonical(value: Any) -> bytes:
    """The same in UTF-8."""
    return _text(value).encode()


def moment(at: datetime) -> str:
    """An instant in one form only: UTC, microseconds, as PostgreSQL keeps it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def digest(subject_kind: str, subject_id: str, seq: int, entry: NewEntry, previous: bytes) -> bytes:
    """SHA-256 over the previous entry's digest and everything this entry says: 32 bytes."""
    told = text(entry.actor), text(entry.data), text(list(entry.whys))
    return link(subject_kind, subject_id, seq, entry.kind, moment(entry.at), told=told, previous=previous)


def link(
    subject_kind: str,
    subject_id: str,
    seq: int,
    kind: str,
    at: str,
    *,
    told: tuple[str, str, str],
    previous: bytes,
) -> bytes:
    """The same of an entry whose `moment` and whose actor, data and whys are `text` already."""
    begin = f"[{_text(subject_kind)},{_text(subject_id)},{seq},{_text(kind)},{_text(at)},"
    return hashlib.sha256(previous + f"{begin}{','.join(told)}]".encode()).digest()
