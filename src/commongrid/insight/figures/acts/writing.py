# ruff: noqa: S608 (the names are our own tables, columns and measures; values are parameters)
"""Facts are written and their sums with them, in one transaction; only what changed moves a sum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db import connection

from commongrid.insight.figures import measures, summing
from commongrid.insight.figures.terms import Facts, Happening, Turn, Voice

LOCK = "select pg_advisory_xact_lock(hashtextextended('figures', 0))"


@dataclass(frozen=True, slots=True)
class Table:
    """Where one sort of fact stands, and what tells its rows apart."""

    name: str
    row: type[Turn | Happening | Voice]
    key: tuple[str, ...]

    @property
    def columns(self) -> list[str]:
        return [one.name for one in fields(self.row)]

    def rows(self, facts: Facts) -> tuple[Any, ...]:
        return getattr(facts, f"{self.name}s")  # type: ignore[no-any-return]

    @property
    def subject(self) -> str:
        return self.key[0]


TURNS = Table(measures.TURN, Turn, ("case_id", "round"))
HAPPENINGS = Table(measures.HAPPENING, Happening, ("case_id", "seq", "nth"))
VOICES = Table(measures.VOICE, Voice, ("report_id",))
TABLES = (TURNS, HAPPENINGS, VOICES)


def lock() -> None:
    """Wait until no other transaction writes figures; held to the end of this one."""
    with connection.cursor() as db:
        db.execute(LOCK)


def put(facts: Facts, *, at: datetime) -> None:
    """Write facts in place of those of the same keys, and move the sums by the difference."""
    for table in TABLES:
        if rows := table.rows(facts):
            _put(table, rows, at=at)


def lay(table: Table, rows: Sequence[Any]) -> None:
    """Facts of new subjects, by COPY; the sums stay as they are."""
    if rows:
        _copy(f"figures_{table.name}", table, rows)


def drop(facts: Facts, *, but: Facts, at: datetime) -> None:
    """Take out of facts and sums what stands in `facts` and, by its key, not in `but`."""
    for table in TABLES:
        stays = {attrgetter(*table.key)(row) for row in table.rows(but)}
        gone = [row for row in table.rows(facts) if attrgetter(*table.key)(row) not in stays]
        if gone:
            _drop(table, gone, at=at)


def add(table: Table, facts: str, within: str = "true", params: Sequence[Any] = (), *, at: datetime) -> None:
    """Add facts (SELECTs with their sign) to cells and spreads; `params` are those of facts, then of within."""
    names = [measure.name for measure in measures.of(table.name)]
    changed = [
        f"{name} = nullif(coalesce(kept.{name}, 0) + coalesce(excluded.{name}, 0), 0)" for name in names
    ]
    _add("figures_cell", names, summing.cells(table.name, facts, within), changed, params)
    if table is TURNS:
        changed = [f"{name} = figures_added(kept.{name}, excluded.{name})" for name in summing.STAGES]
        _add("figures_spread", summing.STAGES, summing.spreads(facts, within), changed, params)


def _add(table: str, names: Sequence[str], told: str, changed: Sequence[str], params: Sequence[Any]) -> None:
    with connection.cursor() as db:
        db.execute(
            f"insert into {table} as kept ({summing.KEYS}, {', '.join(names)}) {told}"
            f" on conflict ({summing.KEYS}) do update set {', '.join(changed)}",
            params or None,
        )


def _put(table: Table, rows: Iterable[Any], *, at: datetime) -> None:
    _lay_ready(table, rows)
    same = " and ".join(f"kept.{name} = new.{name}" for name in table.key)
    columns = ", ".join(table.columns)
    before = ", ".join(f"kept.{name}" for name in table.columns)
    facts = (
        f"select 1 as sign, {columns} from figures_new_{table.name} union all"
        f" select -1, {before} from figures_new_{table.name} as new join figures_{table.name} as kept on {same}"
    )
    add(table, facts, at=at)
    changed = ", ".join(f"{name} = excluded.{name}" for name in table.columns if name not in table.key)
    with connection.cursor() as db:
        db.execute(
            f"insert into figures_{table.name} ({columns}) select {columns} from figures_new_{table.name}"
            f" on conflict ({', '.join(table.key)}) do update set {changed}"
        )


def _drop(table: Table, rows: Sequence[Any], *, at: datetime) -> None:
    _lay_ready(table, rows)
    columns, key = ", ".join(table.columns), ", ".join(table.key)
    add(table, f"select -1 as sign, {columns} from figures_new_{table.name}", at=at)
    with connection.cursor() as db:
        db.execute(
            f"delete from figures_{table.name} where ({key}) in (select {key} from figures_new_{table.name})"
        )


def _lay_ready(table: Table, rows: Iterable[Any]) -> None:
    """Rows in a table of this session, by COPY."""
    name = f"figures_new_{table.name}"
    with connection.cursor() as db:
        db.execute(f"select to_regclass('pg_temp.{name}') is null")
        if db.fetchone()[0]:
            db.execute(f"create temp table {name} (like figures_{table.name}) on commit delete rows")
        db.execute(f"truncate {name}")
    _copy(name, table, rows)


def _copy(name: str, table: Table, rows: Iterable[Any]) -> None:
    values = attrgetter(*table.columns)
    with (
        connection.cursor() as db,
        connection.wrap_database_errors,
        db.copy(f"copy {name} ({', '.join(table.columns)}) from stdin") as into,
    ):
        for row in rows:
            into.write_row(values(row))
