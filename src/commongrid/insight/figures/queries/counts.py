# ruff: noqa: S608 (the names are our own tables, columns and measures; values are parameters)
"""Measures of an area, a key and some periods: read from a few sums, or counted from facts where they are few."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from commongrid.insight.figures import measures
from commongrid.insight.figures.measures import LEVELS, MEASURES
from commongrid.insight.figures.queries.scope import Scope
from commongrid.insight.figures.rules import pieces
from commongrid.insight.figures.terms import Grain, Period

type Counts = dict[tuple[int, str], dict[str, int]]
"""(number of the period, division or key or "") → measure → how many. What is not there is none."""


def counts(scope: Scope, periods: Sequence[Period], names: Iterable[str]) -> Counts:
    """How many of each measure, period by period, in one query (primary key figures_cell_pkey).

    A period costs a row a whole month and a row a loose day, whatever the size of the city. Where no sums are kept
    (a matter or a channel of one community) its facts are counted (indexes figures_turn_area_*).
    """
    wanted = list(dict.fromkeys(name for name in names if not _is_without(scope, name)))
    if not wanted:
        return {}
    level = scope.level(LEVELS)
    rows = _summed(scope, level, periods, wanted) if level is not None else _counted(scope, periods, wanted)
    found: Counts = {}
    for number, told, *numbers in rows:
        counted = found.setdefault((number, told), {})
        for name, count in zip(wanted, numbers, strict=True):
            counted[name] = counted.get(name, 0) + (count or 0)
    return found


def _is_without(scope: Scope, name: str) -> bool:
    return scope.cut not in measures.cuts(MEASURES[name].table)


def columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    """Rows of three as the three arrays `unnest` wants."""
    return [[row[at] for row in rows] for at in range(3)]


def _spans(periods: Sequence[Period]) -> list[list[Any]]:
    """Every whole month and loose day of some periods: numbers, grains, first days."""
    found: list[tuple[Any, ...]] = []
    for number, period in enumerate(periods):
        told = pieces(period)
        found += [(number, Grain.MONTH.value, month) for month in told.months]
        found += [(number, Grain.DAY.value, day) for day in told.days]
    return columns(found)


def _summed(
    scope: Scope, level: int, periods: Sequence[Period], names: Sequence[str]
) -> list[tuple[Any, ...]]:
    here, params = scope.in_sums(level)
    sums = ", ".join(f"sum({name})" for name in names)
    return ask(
        f"select number, {scope.told(facts=False)}, {sums}"
        " from unnest(%s::int[], %s::text[], %s::date[]) as spans (number, span, day)"
        f" join figures_cell on cut = %s and grain = span and starts_on = day and {here} group by 1, 2",
        [*_spans(periods), scope.cut.value, *params],
    )


def _counted(scope: Scope, periods: Sequence[Period], names: Sequence[str]) -> list[tuple[Any, ...]]:
    """Each day of a fact is a query of its own, so that each has its index."""
    here, params = scope.in_facts()
    spans = columns([(number, period.first, period.last) for number, period in enumerate(periods)])
    parts, given = [], []
    for table, slot in dict.fromkeys((MEASURES[name].table, MEASURES[name].slot) for name in names):
        told = ", ".join(_count(MEASURES[name], table, slot) for name in names)
        parts.append(
            f"select number, {scope.told(facts=True)}, {told}"
            " from unnest(%s::int[], %s::date[], %s::date[]) as spans (number, since, until)"
            f" join figures_{table} on {slot} between since and until and {here} group by 1, 2"
        )
        given += [*spans, *params]
    return ask(" union all ".join(parts), given)


def _count(measure: measures.Measure, table: str, slot: str) -> str:
    if (measure.table, measure.slot) != (table, slot):
        return "0"
    return f"count(*) filter (where {measure.condition or 'true'})"


def ask(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Rows of a query."""
    with connection.cursor() as db:
        db.execute(sql, params)
        return list(db.fetchall())


def total(counted: Mapping[str, int], names: Iterable[str]) -> int:
    """Several measures added up."""
    return sum(counted.get(name, 0) for name in names)
