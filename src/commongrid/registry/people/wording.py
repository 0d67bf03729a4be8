"""The words of a code's message, from this room's sentences.csv: sent by phone and mail, no page shows them."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from commongrid.registry.people.terms import CODE_LIFE


def message(code: str, language: str) -> tuple[str, str]:
    """(subject, text) in "zh-hans" or "en"."""
    words = _words("zh" if language.startswith("zh") else "en")
    minutes = int(CODE_LIFE.total_seconds() // 60)
    return words["people.code_subject"], words["people.code_text"].format(code=code, minutes=minutes)


@cache
def _words(column: str) -> dict[str, str]:
    with Path(__file__).with_name("sentences.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: row[column] for row in csv.DictReader(file)}
