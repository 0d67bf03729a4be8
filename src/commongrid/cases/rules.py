"""Decisions about a case: its limits, the evidence it needs, whose turn a send-back is, what is sampled."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from commongrid.base.verdicts import Verdict, Why
from commongrid.cases.terms import Near
from commongrid.registry.matters.terms import Criterion, Stage

LAST_RESORT_AFTER = 3
HERE_WITHIN_M, NEAR_WITHIN_M = 100, 500
PHOTO_WORDS = ("照片", "图片", "photo")


def limits_of(row: Criterion | None) -> dict[str, Any]:
    """The four limits of a row as the journal keeps them: stage → [amount, unit]; none without a row."""
    if row is None:
        return {}
    return {str(stage): getattr(row.limits, stage).as_json() for stage in Stage}


def photos_needed(evidence: str) -> int:
    """How many photos of the result a matter asks for: one where its evidence speaks of photos."""
    return 1 if any(word in evidence.lower() for word in PHOTO_WORDS) else 0


def is_sampled(number: str, round_: int, share: float) -> bool:
    """Is this case among the `share` that somebody else checks again? Settled by its number: nobody can steer it."""
    mark = hashlib.sha256(f"{number}/{round_}".encode()).digest()
    return int.from_bytes(mark[:4]) / 2**32 < share


def nearness(metres: float) -> Near:
    """The band of a distance between a phone and the matter; only the band is kept."""
    if metres <= HERE_WITHIN_M:
        return Near.HERE
    return Near.NEAR if metres <= NEAR_WITHIN_M else Near.FAR


def attendance(
    by_when: datetime, confirmed_at: datetime | None, arrived_at: datetime | None, now: datetime
) -> str:
    """What the caller sees of a unit: here, late, absent, coming, or unheard."""
    if arrived_at is not None:
        return "late" if arrived_at > by_when else "here"
    if now > by_when:
        return "absent"
    return "coming" if confirmed_at else "unheard"


def goes_to_last_resort(send_backs: int) -> Verdict[bool]:
    """After the third send-back in a row the owner of last resort 兜底单位 has to take the case."""
    facts = {"times": send_backs, "limit": LAST_RESORT_AFTER}
    key = "cases.sent_back_enough" if send_backs >= LAST_RESORT_AFTER else "cases.sent_back_few"
    return Verdict(send_backs >= LAST_RESORT_AFTER, (Why(key, facts),))
