"""What can be found, and where it stands: read from the files as text, with nothing but the standard library."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KINDS = {
    "acts": "act", "rules": "rule", "queries": "query", "lifecycle": "lifecycle", "terms": "term",
    "models": "table", "urls": "page", "views": "page",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """One thing that can be found: what it is, its name, the line that explains it, where it stands."""

    kind: str
    name: str
    says: str
    path: Path
    line: int

    def told(self, root: Path) -> str:
        where = f"{self.path.relative_to(root)}:{self.line}"
        return f"{where:<58} {self.kind:<9} {self.name}" + (f"\n    {self.says}" if self.says else "")


def word_rows(root: Path) -> Iterator[list[str]]:
    """Rows of the tables in `docs/words.md`: Chinese, English, in code, what it means."""
    words = root / "docs" / "words.md"
    for line in words.read_text(encoding="utf-8").splitlines() if words.exists() else ():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) >= 4 and not set(cells[0]) <= set("-: "):
            yield cells


def places(root: Path) -> Iterator[Place]:
    """Everything that can be found under `root`."""
    house = root / "src" / "commongrid"
    for path in sorted(house.rglob("*.py")):
        if "migrations" not in path.parts:
            yield from in_code(path)
    for path in sorted(house.rglob("sentences.csv")):
        yield from in_table(path, "sentence", "key", ("zh", "en"))
    for path in sorted((root / "packs").glob("*/matters.csv")):
        yield from in_table(path, "matter", "code", ("name_zh", "name_en", "keywords"))
    for path in [*sorted((root / "docs").rglob("*.md")), *sorted(house.rglob("README.md"))]:
        yield from in_document(path)


def in_code(path: Path) -> Iterator[Place]:
    """Public functions and classes with their first docstring line, page names, journal kinds and abilities."""
    try:
        module = ast.parse(path.read_text(encoding="utf-8"))
    except SyntaxError:
        return
    kind = KINDS.get(path.stem) or KINDS.get(path.parent.name, "code")
    if kind == "code" and "doors" in path.parts:
        kind = "door"
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield Place(kind, node.name, first_line(ast.get_docstring(node) or ""), path, node.lineno)
        elif isinstance(node, ast.Call) and path.stem == "urls":
            yield from page(node, path)
        elif isinstance(node, ast.Assign) and kind in {"term", "lifecycle"}:
            yield from constants(node, kind, path)


def page(call: ast.Call, path: Path) -> Iterator[Place]:
    """A `path("…", view, name="…")` of a urls file."""
    name = next((word.value for word in call.keywords if word.arg == "name"), None)
    if isinstance(name, ast.Constant) and call.args and isinstance(call.args[0], ast.Constant):
        view = ast.unparse(call.args[1]) if len(call.args) > 1 else ""
        yield Place("page", str(name.value), f"/{call.args[0].value!s} → {view}", path, call.lineno)


def constants(node: ast.Assign, kind: str, path: Path) -> Iterator[Place]:
    """Short texts on the right of an assignment: journal kinds, statuses, acts of a lifecycle."""
    target = ast.unparse(node.targets[0])
    for part in ast.walk(node.value):
        if (
            isinstance(part, ast.Constant)
            and isinstance(part.value, str)
            and re.fullmatch(r"[\w.:-]{3,40}", part.value)
        ):
            yield Place(kind, part.value, target, path, part.lineno)


def in_table(path: Path, kind: str, key: str, said: tuple[str, ...]) -> Iterator[Place]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        for row in rows:
            says = " · ".join(row[column] for column in said if row.get(column))
            yield Place(kind, row.get(key) or "", says, path, rows.line_num)


def in_document(path: Path) -> Iterator[Place]:
    """Headings, and the rows of the glossary; documents written from the code would only repeat it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(
        lines if not lines[:1] or not lines[0].startswith("<!-- Written by") else (), 1
    ):
        if heading := re.match(r"#+ (.+)", line):
            yield Place("doc", heading[1], "", path, number)
        elif path.name == "words.md" and line.startswith("| ") and line.count("|") >= 5:
            cells = [cell.strip(" `") for cell in line.strip("| ").split("|")]
            yield Place("doc", " · ".join(cells[:3]), cells[3], path, number)


def first_line(docstring: str) -> str:
    return docstring.strip().split("\n")[0]
