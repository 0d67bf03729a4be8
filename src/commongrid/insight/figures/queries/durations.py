# ruff: noqa: S608 (the names are our own tables and columns; values are parameters)
"""How long stages took: histograms of an area, a key and some periods, and quantiles read from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from commongrid.insight.figures import buckets, summing
from commongrid.insight.figures.measures import DAILY, SPREADS
from commongrid.insight.figures.queries.counts import ask, columns
from commongrid.insight.figures.queries.scope import Scope
from commongrid.insight.figures.rules import pieces
from commongrid.insight.figures.terms import Grain, Period, Stage

type Counted = Mapping[int, int] | Mapping[str, int] | None
type Part = tuple[int, str, Stage, Counted]
"""(number of the period, division or key or "", stage, bucket → how many): added up by the caller."""
type Histograms = dict[tuple[int, str], dict[Stage, dict[int, int]]]
"""(number of the period, division or key or "") → stage → bucket → how many."""


def histograms(scope: Scope, periods: Sequence[Period]) -> Histograms:
    """The stages of what was closed, period by period (primary key figures_spread_pkey).

    Where no histograms are kept (a community, a matter, a unit in one town; loose days of a unit) facts are
    read in a second query (indexes figures_turn_area_ended, figures_turn_matter_ended, figures_turn_unit_ended).
    """
    level = scope.level(SPREADS)
    is_daily = level is not None and (scope.cut, level) <= DAILY and scope.cut is DAILY[0]
    months = [
        (number, Grain.MONTH, month) for number, one in enumerate(periods) for month in pieces(one).months
    ]
    days = [(number, Grain.DAY, day) for number, one in enumerate(periods) for day in pieces(one).days]
    rows: list[Part] = []
    if level is None:
        rows = _made(scope, [(number, one.first, one.last) for number, one in enumerate(periods)])
    elif months or is_daily:
        rows = _kept(scope, level, months + days if is_daily else months)
    if level is not None and days and not is_daily:
        rows += _made(scope, _runs([(number, day) for number, _, day in days]))
    parts: dict[tuple[int, str], dict[Stage, list[Counted]]] = {}
    for number, told, stage, one in rows:
        stages = parts.setdefault((number, told), {each: [] for each in Stage})
        stages[stage].append(one)
    return {
        key: {stage: buckets.added(*every) for stage, every in stages.items()}
        for key, stages in parts.items()
    }


def _runs(days: Sequence[tuple[int, date]]) -> list[tuple[int, date, date]]:
    """Days of one number that follow one another as one span: PostgreSQL looks once for each."""
    found: list[tuple[int, date, date]] = []
    for number, day in days:
        if found and found[-1][0] == number and found[-1][2] + timedelta(days=1) == day:
            found[-1] = (number, found[-1][1], day)
        else:
            found.append((number, day, day))
    return found


def _kept(scope: Scope, level: int, spans: Sequence[tuple[int, Grain, date]]) -> list[Part]:
    here, params = scope.in_sums(level)
    rows = ask(
        f"select number, {scope.told(facts=False)}, {', '.join(f'{stage}_s::text' for stage in Stage)}"
        " from unnest(%s::int[], %s::text[], %s::date[]) as spans (number, span, day)"
        f" join figures_spread on cut = %s and grain = span and starts_on = day and {here}",
        [*columns(spans), scope.cut.value, *params],
    )
    return [
        (number, told, stage, summing.read(one))
        for number, told, *every in rows
        for stage, one in zip(Stage, every, strict=True)
    ]


def _made(scope: Scope, spans: Sequence[tuple[int, date, date]]) -> list[Part]:
    here, params = scope.in_facts()
    each = ", ".join(f"('{stage}', {summing.bucket(f'{stage}_s')})" for stage in Stage)
    rows = ask(
        f"select number, {scope.told(facts=True)}, stage, bucket, count(*)"
        " from unnest(%s::int[], %s::date[], %s::date[]) as spans (number, since, until)"
        f" join figures_turn on ended_on between since and until and whole_s is not null and {here}"
        f" cross join lateral (values {each}) as each (stage, bucket)"
        " where bucket is not null group by 1, 2, 3, 4",
        [*columns(spans), *params],
    )
    return [(number, told, Stage(stage), {bucket: count}) for number, told, stage, bucket, count in rows]
