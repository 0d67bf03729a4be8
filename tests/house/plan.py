"""The tree as the laws see it: storeys and rooms from `.importlinter`, files and syntax trees from `src`."""

from __future__ import annotations

import ast
import configparser
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "src" / "commongrid"
TESTS = ROOT / "tests"
PLAN = ROOT / ".importlinter"
ABOVE_THE_DOMAIN = {"config", "doors"}


@dataclass(frozen=True)
class Room:
    """A folder with a purpose of its own: `registry/places`, `cases`, `doors/desk`."""

    dotted: str
    folder: Path
    storey: str
    height: tuple[int, int]
    """The higher stands higher: (storey, place inside it). Siblings are equal."""

    @property
    def is_domain(self) -> bool:
        return self.storey not in ABOVE_THE_DOMAIN


@cache
def layers(container: str) -> list[list[str]]:
    """The layers `.importlinter` gives `container`, lowest first, siblings together; empty if it gives none."""
    plan = configparser.ConfigParser()
    plan.read(PLAN, encoding="utf-8")
    for name in plan.sections():
        section = plan[name]
        if section.get("containers", "").split() == [container]:
            rows = section["layers"].strip().splitlines()
            return [[one.strip(" ()") for one in row.split("|")] for row in reversed(rows)]
    return []


def height_in(container: str, name: str) -> int | None:
    """Which layer of `container` holds `name`, counted from the ground; None when it has no place."""
    places = [place for place, row in enumerate(layers(container)) if name in row]
    return places[0] if places else None


@cache
def rooms() -> list[Room]:
    """Every room that exists, in the order of the folders."""
    found = []
    for storey in folders(HOUSE):
        at = height_in("commongrid", storey.name)
        inner = f"commongrid.{storey.name}"
        if at is None or storey.name == "config":
            continue
        if not layers(inner):
            found.append(Room(inner, storey, storey.name, (at, 0)))
        for folder in folders(storey) if layers(inner) else ():
            place = height_in(inner, folder.name)
            found.append(Room(f"{inner}.{folder.name}", folder, storey.name, (at, place or 0)))
    return found


def folders(under: Path) -> list[Path]:
    """The package folders directly under `under`."""
    return sorted(one for one in under.iterdir() if one.is_dir() and (one / "__init__.py").exists())


def room_of(dotted: str) -> Room | None:
    """The room a module or app belongs to; None for config, for the storeys themselves and for strangers."""
    for room in rooms():
        if dotted == room.dotted or dotted.startswith(room.dotted + "."):
            return room
    return None


@cache
def modules() -> list[Path]:
    """Every Python file of the house, migrations among them."""
    return sorted(path for path in HOUSE.rglob("*.py") if "__pycache__" not in path.parts)


def domain_modules() -> Iterator[Path]:
    """Python files of domain rooms, without migrations."""
    for room in rooms():
        if room.is_domain:
            yield from (
                path for path in modules() if path.is_relative_to(room.folder) and not is_migration(path)
            )
    yield from (path for path in modules() if path.parent == HOUSE / "base")


def is_migration(path: Path) -> bool:
    return "migrations" in path.parts


def is_edge(path: Path) -> bool:
    """Commands, tasks and start-up hooks: nobody above could tell them the time, so they may ask (never write)."""
    return "management" in path.parts or path.name in {"tasks.py", "apps.py"}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def at(path: Path, node: ast.AST | None = None) -> str:
    """`src/commongrid/cases/acts.py:12`, as an editor opens it."""
    line = getattr(node, "lineno", None)
    return f"{path.relative_to(ROOT)}{f':{line}' if line else ''}"


def dotted_name(node: ast.expr) -> str:
    """`timezone.now` for the expression `timezone.now`; empty for anything that is not a chain of names."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([node.id, *reversed(parts)])


def last_name(node: ast.expr) -> str:
    """`save` for `anything().save`, `Insert` for `Insert`; empty for other expressions."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def docstring_nodes(module: ast.Module) -> set[int]:
    """Ids of the constants that are docstrings, so that prose is not taken for SQL."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    found = set()
    for node in ast.walk(module):
        body = node.body if isinstance(node, owners) else []
        found |= {id(line.value) for line in body if isinstance(line, ast.Expr)}
    return found


def sql_strings(module: ast.Module) -> Iterator[ast.Constant]:
    """String constants that read like SQL."""
    prose = docstring_nodes(module)
    for node in ast.walk(module):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose
        if is_text and SQL.search(node.value):  # type: ignore[attr-defined]
            yield node  # type: ignore[misc]


SQL = re.compile(
    r"\b(select\s.+\sfrom|insert\s+into|update\s+\S+\s+set|delete\s+from|truncate\s|copy\s.+\sfrom)\b",
    re.IGNORECASE | re.DOTALL,
)
