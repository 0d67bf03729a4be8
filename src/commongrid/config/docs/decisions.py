"""docs/decisions/README.md: the list of decisions, each with its one line."""

from __future__ import annotations

from pathlib import Path

HEAD = """# Decisions

Why the house is built as it is. One page each; a decision is changed by a new one that names the old, and challenged
with a measurement.

| | decision | in one line |
| --- | --- | --- |
"""


def text(root: Path) -> str:
    pages = sorted((root / "docs" / "decisions").glob("[0-9]*.md"))
    return HEAD + "".join(
        f"| [{path.stem[:4]}]({path.name}) | {title(path)} | {line(path)} |\n" for path in pages
    )


def title(path: Path) -> str:
    return path.read_text(encoding="utf-8").splitlines()[0].lstrip("# ").split(" ", 1)[1]


def line(path: Path) -> str:
    """The first sentence under Decision, with its Markdown as it stands."""
    said = path.read_text(encoding="utf-8").split("## Decision\n", 1)[1].split("\n## ")[0]
    return " ".join(said.strip().split("\n\n")[0].split()).split(". ")[0].rstrip(".") + "."
