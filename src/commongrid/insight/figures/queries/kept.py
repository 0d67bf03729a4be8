# ruff: noqa: S608 (the names are our own tables, columns and measures; values are parameters)
"""The facts that are kept of some subjects, as values."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import fields
from typing import Any
from uuid import UUID

from django.db import connection

from commongrid.insight.figures.terms import Facts, Happening, Turn, Voice


def kept_cases(ids: Collection[UUID]) -> dict[UUID, Facts]:
    """Turns and happenings of some cases by case (primary keys figures_turn_pkey, figures_happening_pkey)."""
    turns: dict[UUID, list[Turn]] = {}
    for turn in _rows("figures_turn", Turn, "case_id", "case_id, round", ids):
        turns.setdefault(turn.case_id, []).append(turn)
    happenings: dict[UUID, list[Happening]] = {}
    for one in _rows("figures_happening", Happening, "case_id", "case_id, seq, nth", ids):
        happenings.setdefault(one.case_id, []).append(one)
    return {case: Facts(tuple(found), tuple(happenings.get(case, ()))) for case, found in turns.items()}


def kept_voices(ids: Collection[UUID]) -> dict[UUID, Facts]:
    """Voices of some reports by report (primary key figures_voice_pkey)."""
    found = _rows("figures_voice", Voice, "report_id", "report_id", ids)
    return {voice.report_id: Facts(voices=(voice,)) for voice in found}


def _rows(table: str, row: type[Any], key: str, order: str, ids: Collection[UUID]) -> Iterable[Any]:
    if not ids:
        return []
    columns = ", ".join(one.name for one in fields(row))
    with connection.cursor() as db:
        db.execute(
            f"select {columns} from {table} where {key} = any(%s) order by {order}",
            [list(ids)],
        )
        return [row(*values) for values in db.fetchall()]
