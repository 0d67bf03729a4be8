"""Migrations are named, import none of our code, and can be undone or say why not."""

from __future__ import annotations

import ast
import re

from tests.house import plan
from tests.house.law import Law

NAMED = Law(
    says="A migration's name says what it does.",
    why="0007_auto_… tells nobody what to look for when a table surprises them.",
    mend="makemigrations --name what_it_does",
)
ALONE = Law(
    says="Migrations import none of our code.",
    why="A migration runs for years; the code it imports will have moved on by then.",
    mend="Write the values out; let a field of ours deconstruct as the plain Django field it stores.",
)
UNDONE = Law(
    says="A migration can be undone, or its docstring says that it cannot.",
    why="Whoever rolls back at night must know before they start.",
    mend="Give RunPython and RunSQL their reverse, or write why there is none.",
)


def migrations() -> list[str]:
    return [
        plan.at(path) for path in plan.modules() if plan.is_migration(path) and path.name != "__init__.py"
    ]


def test_migrations_are_named() -> None:
    good = re.compile(r"/\d{4}_(?!auto_)[a-z][a-z0-9_]+\.py$")
    NAMED.holds(path for path in migrations() if not good.search(path))


def test_migrations_import_none_of_our_code() -> None:
    faults = []
    for path in map(plan.ROOT.joinpath, migrations()):
        for node in ast.walk(plan.tree(path)):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            faults += [
                f"{plan.at(path, node)} {name}" for name in names if name.split(".")[0] == "commongrid"
            ]
    ALONE.holds(faults)


def test_migrations_can_be_undone() -> None:
    UNDONE.holds(
        plan.at(path, node)
        for path in map(plan.ROOT.joinpath, migrations())
        if "cannot be undone" not in (ast.get_docstring(plan.tree(path)) or "").lower()
        for node in ast.walk(plan.tree(path))
        if isinstance(node, ast.Call)
        and plan.dotted_name(node.func).split(".")[-1] in {"RunPython", "RunSQL"}
        if len(node.args) < 2 and not {"reverse_code", "reverse_sql"} & {word.arg for word in node.keywords}
    )
