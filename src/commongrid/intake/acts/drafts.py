"""What somebody sends, before it is a report: read, tidied, or refused by name."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from commongrid.base.verdicts import Refused
from commongrid.intake import rules
from commongrid.intake.terms import Channel


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody sends. `key` is made by the sender's device: the same key twice is the same report.

    `matter_id` is the one a person chose; `suggestion` what was proposed and why (kept to learn from). `premises_id`:
    the place with walls it was seen at, where the sender stood before one.
    """

    channel: str
    key: str
    words: str = ""
    lon: float | None = None
    lat: float | None = None
    accuracy_m: float | None = None
    address: str = ""
    area: str = ""
    premises_id: UUID | None = None
    matter_id: int | None = None
    row_id: int | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    suggestion: dict[str, Any] = field(default_factory=dict)
    person_id: UUID | None = None
    anonymous: bool = False
    captured_at: datetime | None = None
    photos: int = 0
    language: str = "zh-hans"
    id: UUID | None = None


def checked(draft: Draft, at: datetime) -> Draft:
    """The draft as it may be stored; raises Refused with what is missing or wrong."""
    if draft.channel not in set(Channel):
        raise Refused("intake.unknown_channel", channel=draft.channel)
    if not 8 <= len(draft.key) <= 80:
        raise Refused("intake.key_missing")
    if "\x00" in draft.words + draft.address:
        raise Refused("intake.bad_sign")
    words = draft.words.strip()
    if not words and not draft.photos and draft.matter_id is None:
        raise Refused("intake.nothing_said")
    if len(words) > rules.MOST_WORDS:
        raise Refused("intake.too_many_words", most=rules.MOST_WORDS, given=len(words))
    if draft.photos > rules.MOST_PHOTOS:
        raise Refused("intake.too_many_photos", most=rules.MOST_PHOTOS)
    _check_position(draft.lon, draft.lat)
    captured = draft.captured_at if draft.captured_at is None or draft.captured_at <= at else None
    return replace(draft, words=words, captured_at=captured, address=draft.address.strip()[:200])


def _check_position(lon: float | None, lat: float | None) -> None:
    if (lon is None) != (lat is None):
        raise Refused("intake.half_a_position")
    if lon is not None and lat is not None and not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise Refused("intake.not_a_position")
