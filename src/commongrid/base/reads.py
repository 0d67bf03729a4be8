"""A read that every request asks: its SQL is made once in a process and prepared once on a connection.

Making the SQL of a queryset costs ten times what PostgreSQL needs to answer it by a key. A `Read` keeps it. Say the
question with stand-ins for what changes from one time to the next, then ask it with the real values:

    BY_NUMBER = Read(lambda number: Case.objects.select_related("centre").filter(number=number), "number")
    case = BY_NUMBER.first("SBC8V46CB8")
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection
from django.db.models import Field, ForeignObject, Lookup, Model, QuerySet
from django.db.models.query import get_related_populators


@ForeignObject.register_lookup
@Field.register_lookup
class Among(Lookup[Any]):
    """`field__among=[…]`: one of a list that is a single parameter, so that its length does not change the SQL."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} = any(%s)", (*params, list(self.rhs))


class Read[M: Model]:
    """One question about rows of a model and those it is joined to; the answers are ordinary instances.

    `like`: one stand-in for each value, all different, of the type the database column has (a str, an int, a UUID,
    a datetime, a list). A filter must keep its shape: None would need another question, and so would other lengths.
    """

    def __init__(self, ask: Callable[..., QuerySet[M]], *like: Any) -> None:
        self._ask, self._like = ask, like
        self._kept: _Made | None = None

    def rows(self, *given: Any) -> list[M]:
        """All rows of the answer."""
        made = self._kept
        if made is None:
            made = self._kept = _make(self._ask(*self._like), self._like)
        found = run(made.sql, [given[use] if use >= 0 else fixed for use, fixed in made.uses])
        return [made.instance(row) for row in found]

    def first(self, *given: Any) -> M | None:
        """The first row, or None."""
        return next(iter(self.rows(*given)), None)


def run(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Ask PostgreSQL with its own parameters, so that a question asked often is prepared; the rows it gives.

    The SQL is kept for good, so it must not hold values. Types must follow from the SQL (say %s::bigint where they do not): nothing is guessed from Python values.
    """
    if connection.execute_wrappers:  # somebody counts or forbids queries
        with connection.cursor() as watched:
            watched.execute(sql, params)
            return list(watched.fetchall())
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.RawCursor(connection.connection) as cursor:
        return cursor.execute(_numbered(sql), params).fetchall()


@cache
def _numbered(sql: str) -> bytes:
    """The same with PostgreSQL's own $1, $2 … for %s, so that psycopg need not look for them every time."""
    first, *others = sql.split("%s")
    told = first + "".join(f"${number}{part}" for number, part in enumerate(others, 1))
    return told.replace("%%", "%").encode()


def page_key(after: str) -> tuple[datetime | None, UUID] | None:
    """Where a page begins, `moment~id`, as an address carries it; None for anything else: then it is the first page."""
    moment, _, pk = after.partition("~")
    try:
        at = datetime.fromisoformat(moment.replace(" ", "+")) if moment else None
        return None if at and at.tzinfo is None else (at, UUID(pk))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Made:
    """What was made of a question. `uses`: for each parameter the place of its value, or -1 and the constant."""

    sql: str
    uses: tuple[tuple[int, Any], ...]
    model: type[Model]
    names: tuple[str, ...]
    span: slice
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]
    beside: tuple[Any, ...]

    def instance(self, row: Sequence[Any]) -> Any:
        values = list(row)
        for at, converters, expression in self.converters:
            for convert in converters:
                values[at] = convert(values[at], expression, connection)
        made = self.model.from_db(connection.alias, self.names, values[self.span])
        for each in self.beside:
            each.populate(values, made)
        return made


def _make(asked: QuerySet[Any], like: Sequence[Any]) -> _Made:
    compiler: Any = asked.query.get_compiler(connection.alias)
    sql, params = compiler.as_sql()
    told = compiler.klass_info
    span = slice(told["select_fields"][0], told["select_fields"][-1] + 1)
    mode = asked._fetch_mode  # type: ignore[attr-defined]
    return _Made(
        sql=sql,
        uses=tuple((_place(value, like), value) for value in params),
        model=told["model"],
        names=tuple(column[0].target.attname for column in compiler.select[span]),
        span=span,
        converters=tuple(
            (at, tuple(converters), expression)
            for at, (converters, expression) in compiler.get_converters(
                [c[0] for c in compiler.select]
            ).items()
        ),
        beside=tuple(get_related_populators(told, compiler.select, connection.alias, mode)),
    )


def _place(value: Any, like: Sequence[Any]) -> int:
    """Which stand-in a parameter came from; -1 for a constant of the question itself."""
    return next((at for at, each in enumerate(like) if type(each) is type(value) and each == value), -1)
