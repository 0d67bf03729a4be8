"""`bin/where WORD`: where a rule, act, page, journal kind, sentence, matter or heading stands.

Reads the tree as text: no Django, no database, nothing but the standard library. A term of
`docs/words.md` is looked for under all of its names, so `where 挂账` finds `pause` as well.
"""

from __future__ import annotations

import ast
import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SHOWN = 20
USAGE = "bin/where WORD\n  finds the rule, act, page, journal kind, sentence, matter or heading for a word, Chinese or English.\n"
WEIGHTS = {
    "lifecycle": 9, "act": 8, "rule": 8, "page": 7, "query": 6, "term": 6, "table": 6,
    "door": 5, "code": 4, "doc": 4, "sentence": 3, "matter": 1,
}  # fmt: skip
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


def main(words: list[str] | None = None) -> int:
    asked = " ".join(sys.argv[1:] if words is None else words).strip()
    if not asked or asked in {"-h", "--help"}:
        sys.stdout.write(USAGE)
        return 0 if asked else 2
    found = search(asked, ROOT)
    if not found:
        sys.stdout.write(f"Nothing here is called {asked}. docs/words.md lists the words of the house.\n")
        return 1
    sys.stdout.write("\n".join(place.told(ROOT) for place in found) + "\n")
    return 0


def search(asked: str, root: Path, limit: int = SHOWN) -> list[Place]:
    """The places that answer `asked`, best first, at most `limit`."""
    names = [asked, *other_names(asked, root)]
    scored = [
        (max(score(place, name) - 10 * (name != asked) for name in names), place) for place in places(root)
    ]
    hits = [(points, place) for points, place in scored if points > 0]
    hits.sort(key=lambda hit: (-hit[0], str(hit[1].path), hit[1].line))
    return [place for _, place in hits[:limit]]


def score(place: Place, asked: str) -> int:
    """How well `place` answers: its name exactly, a word of its name, within the name, in what it says."""
    want, name, says = plain(asked), plain(place.name), plain(place.says)
    if want == name or want in name.split(" · "):
        points = 100
    elif want in words_of(name):
        points = 70
    elif want in name:
        points = 50
    elif want in words_of(says) or (want in says and not want.isascii()):
        points = 30
    else:
        points = 15 if len(want) > 3 and want in says else 0
    return points + WEIGHTS[place.kind] if points else 0


def plain(text: str) -> str:
    return text.lower().replace("_", " ").replace("-", " ").strip()


def words_of(text: str) -> list[str]:
    return re.split(r"[^\w]+", text)


def other_names(asked: str, root: Path) -> list[str]:
    """The other names `docs/words.md` gives to the same thing: 挂账 → pause."""
    want = plain(asked)
    for row in word_rows(root):
        names = [name for cell in row[:3] for name in split_names(cell)]
        if want in map(plain, names):
            return [name for name in names if plain(name) != want]
    return []


def split_names(cell: str) -> list[str]:
    return [name.strip(" `") for name in re.split(r"[·,、;/]", cell) if name.strip(" `")]


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
        yield from in_table(path, "matter", "code", ("name_zh", "name_en"))
    for path in [*sorted((root / "docs").rglob("*.md")), *sorted(house.rglob("README.md"))]:
        yield from in_document(path)


def in_code(path: Path) -> Iterator[Place]:
    """Public functions and classes with their first docstring line, page names, journal kinds and abilities."""
    try:
        module = ast.parse(path.read_text(encoding="utf-8"))
    except SyntaxError:
        return
    kind = KINDS.get(path.parent.name if path.parent.name == "acts" else path.stem, "code")
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
            says = " · ".join(row.get(column) or "" for column in said)
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


if __name__ == "__main__":
    raise SystemExit(main())
