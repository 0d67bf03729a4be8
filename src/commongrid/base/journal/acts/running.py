"""One act, one SQL statement: rows moved by compare-and-set and the entry that tells of it, or nothing.

An act over HTTP costs one round trip this way, and no lock is held while Python thinks. The first write
is the guard: when it touches no row, no other write and no entry happens either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django.db import connection, models
from django.db.models import Model

from commongrid.base.journal.statement import Insert, Update, Write


@dataclass(slots=True)
class Statement:
    """Collects the branches of one `with … select` and their parameters in order."""

    branches: list[str] = field(default_factory=list)
    params: list[Any] = field(default_factory=list)

    def add(self, name: str, write: Write, *, after: str | None) -> None:
        sql = self._insert(write, after) if isinstance(write, Insert) else self._update(write, after)
        self.branches.append(f"{name} as ({sql} returning 1)")

    def _insert(self, write: Insert, after: str | None) -> str:
        columns, holders = self._assign(write.model, write.values)
        guard = f" where exists (select 1 from {after})" if after else ""  # noqa: S608 (names of our own tables and columns)
        clash = " on conflict do nothing" if write.or_nothing else ""
        return f"insert into {_table(write.model)} ({', '.join(columns)}) select {', '.join(holders)}{guard}{clash}"

    def _update(self, write: Update, after: str | None) -> str:
        columns, holders = self._assign(write.model, write.values)
        changes = ", ".join(f"{column} = {holder}" for column, holder in zip(columns, holders, strict=True))
        conditions = [f"exists (select 1 from {after})"] if after else []  # noqa: S608 (names of our own tables and columns)
        for name, value in write.where.items():
            meta = _field(write.model, name)
            if value is None:
                conditions.append(f"{_quote(meta.column)} is null")
            else:
                conditions.append(f"{_quote(meta.column)} = %s")
                self.params.append(meta.get_db_prep_save(value, connection))
        return f"update {_table(write.model)} set {changes} where {' and '.join(conditions)}"  # noqa: S608 (names of our own tables and columns)

    def _assign(self, model: type[Model], values: Mapping[str, Any]) -> tuple[list[str], list[str]]:
        columns, holders = [], []
        for name, value in values.items():
            meta = _field(model, name)
            columns.append(_quote(meta.column))
            holders.append(f"%s::{_type(meta)}")
            self.params.append(None if value is None else meta.get_db_prep_save(value, connection))
        return columns, holders

    def run(self, tail: str, tail_params: Sequence[Any]) -> tuple[Any, ...] | None:
        """Execute; the first row of what `tail` selects, or None."""
        sql = f"with {', '.join(self.branches)} {tail}"
        with connection.cursor() as cursor:
            cursor.execute(sql, [*self.params, *tail_params])
            row = cursor.fetchone()
        return None if row is None else tuple(row)


def _table(model: type[Model]) -> str:
    return _quote(model._meta.db_table)


def _quote(name: str | None) -> str:
    return connection.ops.quote_name(name or "")


def _field(model: type[Model], name: str) -> models.Field[Any, Any]:
    return cast("models.Field[Any, Any]", model._meta.get_field(name))


_CASTS: dict[models.Field[Any, Any], str] = {}


def _type(meta: models.Field[Any, Any]) -> str:
    """The column's type, so that PostgreSQL need not guess what a parameter is."""
    if meta not in _CASTS:
        kind = meta.rel_db_type(connection) if meta.remote_field else meta.db_type(connection)
        _CASTS[meta] = str(kind).split(" generated")[0]
    return _CASTS[meta]
