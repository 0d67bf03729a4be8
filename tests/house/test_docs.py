"""Documents are true: links lead somewhere, settings are described, generated pages are current, decisions are complete."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands

from commongrid.config.docs import writing
from tests.house import plan
from tests.house.law import Law

LINK = re.compile(r"(?<!\!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)|<img[^>]+src=\"([^\"]+)\"")
SETTING = re.compile(r"COMMONGRID_[A-Z_]+")
NOT_OURS = {".venv", "node_modules", "var", ".git"}
PARTS = ("## Context", "## Decision", "## Measurement", "## Consequences")

LINKS = Law(
    says="A link in a document leads to a file, and to a heading or a name that is in it.",
    why="A reader who follows one dead link stops following links.",
    mend="Correct the path, or the heading after the #.",
)
SETTINGS = Law(
    says="Every variable that the house reads is described in docs/operate/settings.md.",
    why="Whoever installs it at night reads one page, not the code.",
    mend="Add a row: name, what it does, what it is without.",
)
COMMANDS = Law(
    says="A command that a document names exists.",
    why="Whoever restores a city at night types what the page says.",
    mend="Name the command as its file is called, or write the command.",
)
CURRENT = Law(
    says="Documents written from the code say what the code says now.",
    why="A page that is almost true is worse than none.",
    mend="python -m commongrid.config.docs, and commit what it wrote.",
)
DECISIONS = Law(
    says="A decision has a context, a decision, a measurement and consequences, on one page.",
    why="It can only be challenged by whoever sees what it was weighed against.",
    mend="Write the missing part; say plainly when nothing was measured.",
)


def documents() -> list[Path]:
    return sorted(
        path for path in plan.ROOT.rglob("*.md") if not NOT_OURS & set(path.relative_to(plan.ROOT).parts)
    )


def links(document: Path) -> Iterator[str]:
    for found in LINK.finditer(without_code(document.read_text(encoding="utf-8"))):
        target = next(filter(None, found.groups()))
        if not re.match(r"(https?|mailto|tel):", target):
            yield target


def without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


def leads_somewhere(document: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    file = (document.parent / path).resolve() if path else document
    if not file.exists():
        return False
    if not anchor:
        return True
    return anchor in (anchors(file) if file.suffix == ".md" else names(file))


@cache
def anchors(document: Path) -> set[str]:
    """Headings as the usual hosts make anchors of them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@cache
def names(file: Path) -> set[str]:
    """Functions and classes of a Python file: `acts.py#open` is a link to one."""
    return (
        {getattr(node, "name", "") for node in ast.walk(plan.tree(file))} if file.suffix == ".py" else set()
    )


def variables() -> dict[str, str]:
    """Variables read in config and bin, with where."""
    found: dict[str, str] = {}
    for path in [*plan.modules(), *(plan.ROOT / "bin").glob("*")]:
        if path.is_file() and (path.is_relative_to(plan.HOUSE / "config") or path.parent.name == "bin"):
            text = path.read_text(encoding="utf-8", errors="ignore")
            names = SETTING.findall(text) + re.findall(r"environ(?:\.get\(|\[)\"([A-Z_]+)\"", text)
            names += re.findall(r"take\(\s*\"([A-Z_]+)\"", text)
            found |= {name: plan.at(path) for name in names}
    return found


def test_links_lead_somewhere() -> None:
    LINKS.holds(
        f"{plan.at(document)} → {target}"
        for document in documents()
        for target in links(document)
        if not leads_somewhere(document, target)
    )


def test_settings_are_described() -> None:
    said = (plan.ROOT / "docs" / "operate" / "settings.md").read_text(encoding="utf-8")
    surroundings = {"PATH", "PGHOST", "PYTHONPATH", "HOME", "LANG", "DJANGO_SETTINGS_MODULE", "UV_LINK_MODE"}
    SETTINGS.holds(
        f"{name} ({where})"
        for name, where in variables().items()
        if f"`{name}`" not in said and name not in surroundings
    )


def test_commands_exist() -> None:
    ours = {path.stem for path in plan.HOUSE.rglob("management/commands/*.py")}
    known = ours | set(get_commands())
    COMMANDS.holds(
        f"{plan.at(document)}: bin/manage {name}"
        for document in documents()
        for name in re.findall(r"bin/manage ([a-z][a-z_-]+)", document.read_text(encoding="utf-8"))
        if name.replace("-", "_") not in known
    )
    COMMANDS.holds(
        f"{plan.at(document)}: {name}"
        for document in documents()
        for name in re.findall(r"`(bin/[a-z]+)", document.read_text(encoding="utf-8"))
        if not (plan.ROOT / name).exists()
    )


def test_generated_documents_are_current() -> None:
    CURRENT.holds(path for path, text in writing.documents().items() if writing.current(path) != text)


def test_decisions_are_complete() -> None:
    pages = sorted((plan.ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    faults = [
        f"{plan.at(page)} lacks {part}"
        for page in pages
        for part in PARTS
        if part not in page.read_text("utf-8")
    ]
    faults += [
        f"{plan.at(page)} is longer than a page"
        for page in pages
        if len(page.read_text("utf-8").splitlines()) > 60
    ]
    numbers = [int(page.name[:4]) for page in pages]
    faults += [
        f"decision {number:04} is missing" for number in range(1, max(numbers) + 1) if number not in numbers
    ]
    DECISIONS.holds(faults)


@pytest.mark.parametrize("target", ["missing.md", "README.md#no-such-heading"])
def test_a_dead_link_is_seen(target: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Title\n")
    assert not leads_somewhere(tmp_path / "other.md", target)
    assert leads_somewhere(tmp_path / "other.md", "README.md#title")
