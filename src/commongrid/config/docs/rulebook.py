"""docs/rules.md: every rule with its signature and what its docstring tells the caller."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

HEAD = """# Rules

Every decision the house makes by itself, room by room. A rule is pure: plain values in, an answer (often a
`Verdict` with its reasons) out; it reads no table and asks no clock, so any of them can be tried with made-up values.
"""


def text(root: Path) -> str:
    house = root / "src" / "commongrid"
    rooms = [
        section
        for path in sorted(house.rglob("rules.py"))
        if "config" not in path.parts
        for section in room(path, root)
    ]
    return "\n".join([HEAD, *rooms]).rstrip() + "\n"


def room(path: Path, root: Path) -> Iterator[str]:
    """The section of one rules.py; nothing when it has no public rule."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    rules = [
        node for node in module.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    if not rules:
        return
    where = path.relative_to(root)
    name = ".".join(where.parent.parts[2:])
    yield f"## {name}\n\n[{where}](../{where}) · {first_sentence(ast.get_docstring(module) or '')}\n"
    for rule in rules:
        yield f"### {rule.name}\n\n```python\n{signature(rule)}\n```\n"
        if said := ast.get_docstring(rule):
            yield f"{said}\n"


def signature(rule: ast.FunctionDef) -> str:
    """`name(arguments) -> answer`, one argument a line when it is long."""
    answer = ast.unparse(rule.returns) if rule.returns else "None"
    line = f"{rule.name}({ast.unparse(rule.args)}) -> {answer}"
    if len(line) <= 110:
        return line
    arguments = "".join(f"    {one},\n" for one in ast.unparse(rule.args).split(", "))
    return f"{rule.name}(\n{arguments}) -> {answer}"


def first_sentence(docstring: str) -> str:
    return " ".join(docstring.split("\n\n", maxsplit=1)[0].split())
