# ruff: noqa: S608 (the names are our own tables, columns and measures; values are parameters)
"""The facts that are kept of some subjects, as values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from commongrid.base.journal import queries as journal
from commongrid.insight.figures import measures
from commongrid.insight.figures.rules import next_month
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


def subjects(kind: str, size: int) -> Iterator[list[UUID]]:
    """All cases or reports that the journal or the facts know, some at a time (index journal_entry_subject)."""
    after = ""
    while True:
        told = journal.subjects(kind, after, size)
        until = told[-1] if len(told) == size else ""
        ids = {UUID(one) for one in told} | _kept_between(kind, after, until)
        if ids:
            yield sorted(ids)
        if not until:
            return
        after = until


def subjects_of(kind: str, month: date, size: int) -> Iterator[list[UUID]]:
    """Those that were recorded in a month or count for something in it (partition; indexes of the days)."""
    zone = timezone.get_current_timezone()
    begin, end = (datetime.combine(day, time.min, zone) for day in (month, next_month(month)))
    ids = {UUID(one) for one in journal.recorded_between(kind, begin, end)}
    for table in (measures.TURN, measures.HAPPENING) if kind == "case" else (measures.VOICE,):
        for slot in measures.slots(table):
            ids |= _ids(f"figures_{table}", f"{slot} >= %s and {slot} < %s", [month, next_month(month)])
    every = sorted(ids)
    return (every[at : at + size] for at in range(0, len(every), size))


def months() -> list[date]:
    """Every month that facts or sums have days in, from the first to the last (indexes of the days)."""
    asked = [("figures_cell", "starts_on"), ("figures_spread", "starts_on")]
    asked += [(f"figures_{one.table}", one.slot) for one in measures.MEASURES.values()]
    bounds = [
        f"select min({slot}) as first, max({slot}) as last from {table}"
        for table, slot in dict.fromkeys(asked)
    ]
    with connection.cursor() as db:
        db.execute(f"select min(first), max(last) from ({' union all '.join(bounds)}) as bounds")
        first, last = db.fetchone()
    found: list[date] = []
    month = first.replace(day=1) if first else None
    while month and month <= last:
        found.append(month)
        month = next_month(month)
    return found


def owing() -> list[date]:
    """The months whose sums lack facts that came in as history (primary key figures_owed_pkey)."""
    with connection.cursor() as db:
        db.execute("select month from figures_owed order by month")
        return [row[0] for row in db.fetchall()]


def _kept_between(kind: str, after: str, until: str) -> set[UUID]:
    table, key = ("figures_turn", "case_id") if kind == "case" else ("figures_voice", "report_id")
    bounds = [(f"{key} > %s", after), (f"{key} <= %s", until)]
    given = [(text, UUID(bound)) for text, bound in bounds if bound]
    return _ids(table, " and ".join(["true", *(text for text, _ in given)]), [bound for _, bound in given])


def _ids(table: str, condition: str, params: list[Any]) -> set[UUID]:
    key = "report_id" if table == "figures_voice" else "case_id"
    with connection.cursor() as db:
        db.execute(f"select distinct {key} from {table} where {condition}", params)
        return {row[0] for row in db.fetchall()}


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
