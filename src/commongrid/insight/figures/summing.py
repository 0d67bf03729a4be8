# ruff: noqa: S608 (the names are our own tables, columns and measures; values are parameters)
"""The SQL that sums facts: made once from `measures`, the same for reader, rebuild and history.

A set of facts comes as SELECTs with a `sign` (+1: add, -1: take out). They are reduced to what a day, a community and
a key have of each measure; only what is left after adding and taking out goes on: first into the finest sums of each
cut, from there into the wider areas, and from the days into the months.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

from commongrid.insight.figures import measures
from commongrid.insight.figures.buckets import GAMMA
from commongrid.insight.figures.measures import COLUMNS, DAILY, LEVELS, SPREADS
from commongrid.insight.figures.terms import Cut, Stage

STAGES = tuple(f"{stage}_s" for stage in Stage)
KEYS = "cut, grain, starts_on, area, key"


@dataclass(frozen=True, slots=True)
class Shape:
    """What is summed: by which cuts and levels, by which columns `also`, and the columns that are added up.

    `daily`: a condition on the sums that are kept by day too; months are kept of all.
    """

    levels: Mapping[Cut, Sequence[int]]
    names: Sequence[str]
    also: Sequence[str] = ()
    daily: str = "true"

    def __str__(self) -> str:
        """The columns after the place: what it is also cut by, and the sums."""
        return ", ".join([*self.also, *(f"nullif(sum({name}), 0)::int as {name}" for name in self.names)])

    def by(self, *columns: str) -> str:
        return ", ".join([*columns, *self.also])


@cache
def cells(table: str, facts: str, within: str = "true") -> str:
    """What facts of a table (`facts`: the SELECTs) add to the cells, a row each. `within`: a condition on `day`."""
    shape = Shape(
        {cut: LEVELS[cut] for cut in measures.cuts(table)}, [one.name for one in measures.of(table)]
    )
    return (
        f"with facts as materialized ({facts}), marks as materialized ({_counted(table, within)}), {_summed(shape)}"
        f" select * from summed order by {KEYS}"
    )


@cache
def spreads(facts: str, within: str = "true") -> str:
    """What closed turns add to the spreads; what was settled on the spot had no stages."""
    cut, digits = DAILY
    told = ", ".join(
        f"jsonb_object_agg(bucket, count) filter (where stage = {number}) as {name}"
        for number, name in enumerate(STAGES)
    )
    return (
        f"with facts as materialized ({facts}), marks as materialized ({_taken(within)}),"
        f" {_summed(Shape(SPREADS, ['count'], ['stage', 'bucket'], f"cut = '{cut}' and length(area) <= {digits}"))}"
        f" select {KEYS}, {told} from summed where count <> 0 group by {KEYS} order by {KEYS}"
    )


def bucket(seconds: str) -> str:
    """The bucket of a duration, as `buckets` has them."""
    return f"ceil(ln(greatest({seconds}, 1)) / {log(GAMMA)}::float8)::int"


def read(kept: str | None) -> dict[str, int] | None:
    """A histogram as the database gives it."""
    return json.loads(kept) if kept else None


def _counted(table: str, within: str) -> str:
    """What each day, community and key has of each measure."""
    slots = measures.slots(table)
    given = ", ".join(f"({number}, facts.{slot})" for number, slot in enumerate(slots))
    sums = {
        one.name: f"sum(case when slot = {slots.index(one.slot)} and ({one.condition or 'true'}) then sign end)"
        for one in measures.of(table)
    }
    keys = ", ".join(["day", "area", *(COLUMNS[cut] for cut in measures.cuts(table) if cut in COLUMNS)])
    told = ", ".join(f"{told} as {name}" for name, told in sums.items())
    left = " or ".join(f"{told} <> 0" for told in sums.values())
    return (
        f"select {keys}, {told} from facts cross join lateral (values {given}) as slots (slot, day)"
        f" where day is not null and {within} group by {keys} having {left}"
    )


def _taken(within: str) -> str:
    """How many closed turns each day, community and unit has in each bucket of each stage."""
    given = ", ".join(f"({number}, facts.{name})" for number, name in enumerate(STAGES))
    return (
        f"select day, area, unit_id, stage, {bucket('seconds')} as bucket, sum(sign) as count"
        " from (select *, ended_on as day from facts where whole_s is not null) as facts"
        f" cross join lateral (values {given}) as stages (stage, seconds)"
        f" where seconds is not null and {within} group by 1, 2, 3, 4, 5 having sum(sign) <> 0"
    )


def _summed(shape: Shape) -> str:
    """From `marks` to `summed`: the finest sums of each cut, the wider areas, the months."""
    finest = ", ".join(_finest(cut, max(levels), shape) for cut, levels in shape.levels.items())
    wider = " union all ".join(_wider(cut, levels, shape) for cut, levels in shape.levels.items())
    told = ", ".join([*shape.also, *shape.names])
    month = "date_trunc('month', day)::date"
    return (
        f"{finest}, days as materialized ({wider}), summed as ("
        f"select cut, 'day' as grain, day as starts_on, area, key, {told} from days where {shape.daily} union all"
        f" select cut, 'month', {month}, area, key, {shape} from days"
        f" group by {shape.by('cut', 'area', month, 'key')})"
    )


def _finest(cut: Cut, digits: int, shape: Shape) -> str:
    key = f"{COLUMNS[cut]}::text" if cut in COLUMNS else "''"
    known = f"where {COLUMNS[cut]} is not null" if cut in COLUMNS else ""
    by = shape.by("day", f"left(area, {digits})", *([COLUMNS[cut]] if cut in COLUMNS else []))
    return (
        f"of_{cut} as materialized (select day, left(area, {digits}) as area, {key} as key, {shape}"
        f" from marks {known} group by {by})"
    )


def _wider(cut: Cut, levels: Sequence[int], shape: Shape) -> str:
    given = ", ".join(f"({_area(digits)})" for digits in levels)
    return (
        f"select '{cut}' as cut, wide as area, day, key, {shape} from of_{cut}"
        f" cross join lateral (values {given}) as areas (wide) where wide is not null"
        f" group by {shape.by('wide', 'day', 'key')}"
    )


def _area(digits: int) -> str:
    """An area has a sum at each level it is long enough for; six digits that end in 00 are the city itself."""
    if not digits:
        return "''"
    county = " and substr(area, 5, 2) <> '00'" if digits == 6 else ""
    return f"case when length(area) >= {digits}{county} then left(area, {digits}) end"
