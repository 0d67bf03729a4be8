"""Which documents are written from the code, and the writing: `python -m commongrid.config.docs`."""

from __future__ import annotations

from pathlib import Path

from commongrid.config.docs import addresses, decisions, entries, loop, numbers, rulebook

ROOT = Path(__file__).resolve().parents[4]
WRITTEN_BY = "<!-- Written by `python -m commongrid.config.docs` from the code; change the code, not this file. -->\n\n"


def documents() -> dict[str, str]:
    """Each generated document by its path under the project, as it should read now."""
    texts = {
        "docs/rules.md": rulebook.text(ROOT),
        "docs/lifecycle.md": loop.text(ROOT),
        "docs/journal.md": entries.text(ROOT),
        "docs/indicators.md": numbers.text(ROOT),
        "docs/pages.md": addresses.text(ROOT),
        "docs/decisions/README.md": decisions.text(ROOT),
    }
    return {path: WRITTEN_BY + text for path, text in texts.items() if text}


def write() -> list[str]:
    """Write the documents that are out of date; returns their paths."""
    stale = [path for path, text in documents().items() if current(path) != text]
    for path in stale:
        (ROOT / path).write_text(documents()[path], encoding="utf-8")
    return stale


def current(path: str) -> str:
    """What stands there now; empty when nothing does."""
    file = ROOT / path
    return file.read_text(encoding="utf-8") if file.exists() else ""
