"""What PostgreSQL really did for a query: the indexes it used and the pages it touched."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Read:
    """One statement that was run: names of its indexes, tables read whole, pages touched."""

    indexes: frozenset[str]
    whole: frozenset[str]
    pages: int


def explain(sql: str, params: Sequence[Any] = ()) -> Read:
    """Run a statement and tell what it read."""
    with connection.cursor() as cursor:
        cursor.execute(f"explain (analyze, buffers, format json) {sql}", params)
        found = cursor.fetchone()[0]
    plan = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    pages = plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
    return Read(frozenset(_indexes(plan)), frozenset(_whole(plan)), pages)


def explain_queryset(found: QuerySet[Any]) -> Read:
    return explain(*found.query.sql_with_params())


def explain_asked(ask: Callable[[], Any]) -> Read:
    """What the one statement reads that a question sends."""
    seen: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        ask()
    assert len(seen) == 1, [sql for sql, _ in seen]
    return explain(*seen[0])


def rows(usual: int) -> int:
    """How many rows a table is filled with: `COMMONGRID_ROWS=1000000 bin/test …` asks for more than the gate has time for."""
    return int(os.environ.get("COMMONGRID_ROWS", usual))


def _indexes(node: dict[str, Any]) -> set[str]:
    used = {node["Index Name"]} if "Index Name" in node else set()
    return used.union(*(_indexes(child) for child in node.get("Plans", ())))


def _whole(node: dict[str, Any]) -> set[str]:
    here = {node["Relation Name"]} if node["Node Type"] == "Seq Scan" else set()
    return here.union(*(_whole(child) for child in node.get("Plans", ())))
