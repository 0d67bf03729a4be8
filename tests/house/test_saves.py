"""Rows are written in acts only, and an act is told who and when."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import plan
from tests.house.law import Law

SAVES = Law(
    says="Rows are written in a domain room's acts.py (or its acts/ folder) and nowhere else.",
    why="Whoever asks what can change a case reads one file; a write elsewhere escapes the grant, the journal and the lock.",
    mend="Make it an act (keyword-only by=, at=) of the room that owns the table, and call that.",
)
TOLD = Law(
    says="An act takes by=, at= and why= by keyword only.",
    why="`close(case, by=actor, at=moment)` reads as a sentence; by position two moments are soon swapped.",
    mend="Put them after the bare * in the signature.",
)
WHEN = Law(
    says="A public act that writes rows is told the moment: it takes at=.",
    why="History is imported, replayed and tested with its own times; an act that cannot be told the time lies in it.",
    mend="Add at: datetime after the * and let the door or the command pass it.",
)

ALWAYS_WRITES = {
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "abulk_create",
    "acreate",
    "asave",
}
SQL_WRITES = re.compile(
    r"\b(insert\s+into|update\s+\S+\s+set|delete\s+from|truncate\s|copy\s+\S+.*\sfrom\s+stdin)",
    re.IGNORECASE | re.DOTALL,
)


def writes(module: ast.Module) -> Iterator[ast.AST]:
    """Where `module` writes rows: ORM calls by their shape, and SQL in strings.

    `thing.save()` has no positional argument (a picture's `save(path)` has one); `.create`, `.update`
    of a queryset take names only (a dict's `update(other)` does not); `.delete()` takes nothing. `Insert`
    and `Update` are the writes an act hands to the journal.
    """
    for node in ast.walk(module):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and is_write(node, node.func.attr)
        ):
            yield node
    for text in plan.sql_strings(module):
        if SQL_WRITES.search(str(text.value)):
            yield text


def is_write(call: ast.Call, name: str) -> bool:
    if name in ALWAYS_WRITES or name in {"Insert", "Update"}:
        return True
    if call.args or not isinstance(call.func, ast.Attribute):
        return False
    return (
        name in {"save", "delete", "adelete"}
        or (name in {"create", "update", "aupdate"} and bool(call.keywords))
        or name == "_raw_delete"
    )


def may_write(path: Path) -> bool:
    room = plan.room_of(dotted(path))
    inside = path.relative_to(room.folder).parts if room else ()
    return bool(room and room.is_domain and inside and inside[0] in {"acts.py", "acts"})


def dotted(path: Path) -> str:
    return ".".join(["commongrid", *path.relative_to(plan.HOUSE).with_suffix("").parts])


def acts() -> Iterator[tuple[Path, ast.FunctionDef]]:
    for path in plan.modules():
        if may_write(path):
            yield from ((path, node) for node in plan.tree(path).body if isinstance(node, ast.FunctionDef))


def test_rows_are_written_in_acts_only() -> None:
    SAVES.holds(
        f"{plan.at(path, node)} {ast.unparse(node)[:70]}"
        for path in plan.modules()
        if not may_write(path) and not plan.is_migration(path)
        for node in writes(plan.tree(path))
    )


def test_acts_are_told_by_keyword() -> None:
    faults = []
    for path, act in acts():
        placed = {one.arg for one in [*act.args.posonlyargs, *act.args.args]} & {"by", "at", "why"}
        named = {one.arg for one in act.args.kwonlyargs}
        is_act = {"by", "at"} <= placed | named or any(True for _ in writes(ast.Module([act], [])))
        if is_act and placed and not act.name.startswith("_"):
            faults.append(f"{plan.at(path, act)} {act.name}({', '.join(sorted(placed))})")
    TOLD.holds(faults)


def test_acts_that_write_are_told_when() -> None:
    WHEN.holds(
        f"{plan.at(path, act)} {act.name}"
        for path, act in acts()
        if not act.name.startswith("_") and "at" not in {one.arg for one in act.args.kwonlyargs}
        if any(True for _ in writes(ast.Module([act], [])))
    )


@pytest.mark.parametrize(
    "line",
    [
        "Case.objects.create(number='1')",
        "case.save(update_fields=['status'])",
        "Case.objects.filter(pk=1).update(status='closed')",
        "case.delete()",
        "cursor.execute('insert into cases_case (id) values (1)')",
        "cursor.execute('update cases_case set status = 1')",
    ],
)
def test_a_write_is_seen(line: str) -> None:
    assert list(writes(ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    [
        "known.update(other)",
        "picture.save(path, 'JPEG')",
        "digest.update(chunk)",
        "'''Rows are written by: insert into t.'''",
        "cursor.execute('select a from t for update')",
    ],
)
def test_what_is_no_write_is_left_alone(line: str) -> None:
    assert not list(writes(ast.parse(line)))
