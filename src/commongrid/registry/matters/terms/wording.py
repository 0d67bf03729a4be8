"""Words and the language they are in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

type Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """Words and the language they are in ("zh-Hans" | "en"), for the page's lang attribute."""

    words: str
    lang: str


def text(zh: str, en: str, language: str) -> Text:
    """The words in `language` ("en…" or anything else for Chinese); the other tongue when they are missing."""
    wanted = (en, zh) if language.startswith("en") else (zh, en)
    words = next((each for each in wanted if each), "")
    return Text(words, "en" if words and words == en else "zh-Hans")
