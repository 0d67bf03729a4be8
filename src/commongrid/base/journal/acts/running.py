"""One act, one SQL statement: rows moved by compare-and-set and the entry that tells of it, or nothing.

An act over HTTP costs one round trip this way, and no lock is held while Python thinks. The first write
is the guard: when it touches no row, no other write and no entry happens either. Acts of one kind have one
shape, so their SQL is made once and PostgreSQL prepares it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from django.db import connection, models
from django.db.models import Model

from commongrid.base import reads
from commongrid.base.journal.statement import Insert, Write

type Shape = tuple[type[Model], tuple[str, ...], tuple[tuple[str, bool], ...] | None, bool]


def run(writes: Sequence[Write], tail: str, tail_params: Sequence[Any]) -> tuple[Any, ...] | None:
    """Execute the writes as branches of one `with … select`; the first row of what `tail` selects, or None."""
    params: list[Any] = []
    for write in writes:
        params += _params(write)
    found = reads.run(_sql(tuple(map(_shape, writes)), tail), [*params, *tail_params])
    return found[0] if found else None


def _shape(write: Write) -> Shape:
    """What decides the SQL of a write: everything but the values."""
    if isinstance(write, Insert):
        return write.model, tuple(write.values), None, write.or_nothing
    return (
        write.model,
        tuple(write.values),
        tuple((name, value is None) for name, value in write.where.items()),
        False,
    )


def _params(write: Write) -> list[Any]:
    given = list(write.values.items())
    if not isinstance(write, Insert):
        given += [(name, value) for name, value in write.where.items() if value is not None]
    return [_prepared(write.model, name, value) for name, value in given]


def _prepared(model: type[Model], name: str, value: Any) -> Any:
    return None if value is None else _field(model, name).get_db_prep_save(value, connection)


@cache
def _sql(shapes: tuple[Shape, ...], tail: str) -> str:
    branches = [_branch(shape, number) for number, shape in enumerate(shapes)]
    return f"with {', '.join(branches)} {tail}"


def _branch(shape: Shape, number: int) -> str:
    name, guard = ("guard", "") if number == 0 else (f"then_{number}", "exists (select 1 from guard)")
    sql = _insert(shape, guard) if shape[2] is None else _update(shape, guard)
    return f"{name} as ({sql} returning 1)"


def _insert(shape: Shape, guard: str) -> str:
    model, names, _, or_nothing = shape
    columns, holders = _assigned(model, names)
    where = f" where {guard}" if guard else ""
    clash = " on conflict do nothing" if or_nothing else ""
    return f"insert into {_table(model)} ({', '.join(columns)}) select {', '.join(holders)}{where}{clash}"


def _update(shape: Shape, guard: str) -> str:
    model, names, where, _ = shape
    changes = ", ".join(
        f"{column} = {holder}" for column, holder in zip(*_assigned(model, names), strict=True)
    )
    conditions = [guard] if guard else []
    for name, is_null in where or ():
        meta = _field(model, name)
        conditions.append(f"{_quote(meta.column)} {'is null' if is_null else f'= %s::{_type(meta)}'}")
    return f"update {_table(model)} set {changes} where {' and '.join(conditions)}"  # noqa: S608 (names of our own tables and columns)


def _assigned(model: type[Model], names: Sequence[str]) -> tuple[list[str], list[str]]:
    fields = [_field(model, name) for name in names]
    return [_quote(meta.column) for meta in fields], [f"%s::{_type(meta)}" for meta in fields]


def _table(model: type[Model]) -> str:
    return _quote(model._meta.db_table)


def _quote(name: str | None) -> str:
    return connection.ops.quote_name(name or "")


@cache
def _field(model: type[Model], name: str) -> models.Field[Any, Any]:
    return cast("models.Field[Any, Any]", model._meta.get_field(name))


def _type(meta: models.Field[Any, Any]) -> str:
    """The column's type, so that PostgreSQL need not guess what a parameter is."""
    kind = meta.rel_db_type(connection) if meta.remote_field else meta.db_type(connection)
    return str(kind).split(" generated")[0]
