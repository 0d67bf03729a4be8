"""What notices need from above and cannot import: the words, and how a resident is reached.

Each is handed down once, when the apps are ready (`config/apps.py`, `work/telling/apps.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from commongrid.base.notices.terms import Channel
from commongrid.base.verdicts import Why

type Voice = Callable[[Why, str], str]


class NotDelivered(Exception):
    """It did not arrive this time; the text says why and names no person."""


class Unreachable(Exception):
    """It can never arrive: the person is gone, or has no such address any more."""


class Residents(Protocol):
    """Whoever knows the residents' addresses; an address is opened only to send."""

    def language(self, person_id: UUID) -> str:
        """The language a resident reads; raises Unreachable."""

    def send(
        self, person_id: UUID, channel: Channel, subject: str, text: str, *, key: str, at: datetime
    ) -> None:
        """Hand a text to the gateway; raises NotDelivered or Unreachable."""


_voices: dict[str, Voice] = {}
_residents: dict[str, Residents] = {}


def speak_with(voice: Voice) -> None:
    """`voice(why, language)` gives the sentence of a reason."""
    _voices["words"] = voice


def reach_residents_by(residents: Residents) -> None:
    """Who sends to residents."""
    _residents["all"] = residents


def say(why: Why, language: str) -> str:
    """The sentence of a reason, or its bare key while nobody has given the words."""
    voice = _voices.get("words")
    return voice(why, language) if voice else why.key


def residents() -> Residents:
    """Who sends to residents; raises Unreachable while nobody does."""
    try:
        return _residents["all"]
    except KeyError:
        raise Unreachable from None
