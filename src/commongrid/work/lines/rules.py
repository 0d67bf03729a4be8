"""Decisions of direct lines: what may be joined by itself, how long to wait, whose list lacks what, whose signature holds."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from commongrid.base.verdicts import Verdict, Why
from commongrid.work.lines.terms import LONGEST_WAIT

JOIN_FROM = 0.75
"""The same matter on the same spot in the same days; surer than what is proposed to a dispatcher first (0.7)."""
CUT = "……（全文见来源工单）"
WINDOW = timedelta(minutes=5)
"""How far the clock of a signed call may be off; older calls are replays."""


def may_join(share: float, *, line_joins: bool, is_public: bool) -> Verdict[bool]:
    """May a ticket follow an open case by itself? Only where the line says so, and one is as good as sure."""
    facts = {"per_cent": round(share * 100)}
    if not line_joins or not is_public:
        return Verdict(False, (Why("lines.person_decides", facts),))
    if share < JOIN_FROM:
        return Verdict(False, (Why("lines.not_sure_enough", facts),))
    return Verdict(True, (Why("lines.as_good_as_sure", facts),))


def shortened(words: str, most: int) -> str:
    """What is longer than a report may be ends with a word that the rest stands in their ticket."""
    return words if len(words) <= most else words[: most - len(CUT)] + CUT


def next_try(tries: int, at: datetime) -> datetime:
    """When to try again what did not arrive: a minute, two, four …, six hours at most."""
    return at + min(timedelta(minutes=2 ** min(max(tries - 1, 0), 10)), LONGEST_WAIT)


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 over `timestamp.body`, in hexadecimal: the same as our own hooks are signed with."""
    return hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()


def is_signed(secret: str, timestamp: str, body: bytes, given: str, now: datetime) -> Verdict[bool]:
    """Was this said by who knows the secret, just now?"""
    if not secret:
        return Verdict(False, (Why("lines.no_secret"),))
    expected = f"sha256={signature(secret, timestamp, body)}"
    if not hmac.compare_digest(expected.encode(), given.encode()):
        return Verdict(False, (Why("lines.wrong_signature"),))
    if not timestamp.isascii() or not timestamp.isdecimal() or len(timestamp) > 11:
        return Verdict(False, (Why("lines.wrong_clock"),))
    if abs(now.timestamp() - int(timestamp)) > WINDOW.total_seconds():
        return Verdict(False, (Why("lines.wrong_clock"),))
    return Verdict(True, (Why("lines.signed"),))


@dataclass(frozen=True, slots=True)
class Compared:
    """Two lists side by side: in both, only in theirs, only in ours; each in order."""

    both: tuple[str, ...]
    only_theirs: tuple[str, ...]
    only_ours: tuple[str, ...]
    doubled: tuple[str, ...]


def compare(theirs: list[str], ours: Mapping[str, object]) -> Compared:
    """Their numbers against those of our ledger."""
    seen: set[str] = set()
    doubled = []
    for number in theirs:
        if number in seen:
            doubled.append(number)
        seen.add(number)
    return Compared(
        tuple(number for number in dict.fromkeys(theirs) if number in ours),
        tuple(number for number in dict.fromkeys(theirs) if number not in ours),
        tuple(number for number in ours if number not in seen),
        tuple(dict.fromkeys(doubled)),
    )
