"""Values of indicators: of a place and a period, compared, as a series, by division, and by matter, unit or channel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from commongrid.base.verdicts import Verdict
from commongrid.insight.figures import buckets, indicators, rules
from commongrid.insight.figures.indicators import Indicator
from commongrid.insight.figures.queries.counts import counts, total
from commongrid.insight.figures.queries.durations import histograms
from commongrid.insight.figures.queries.scope import Scope
from commongrid.insight.figures.terms import Compared, Cut, Normal, Period, Point, Stage, Value

type Told = dict[tuple[int, str], dict[str, Value]]


def values(codes: Iterable[str], scope: Scope, period: Period) -> dict[str, Value]:
    """Some indicators of one place and period (a query for counts, one for durations)."""
    return _of(codes, scope, [period]).get((0, ""), _nothing(codes))


def compared(codes: Sequence[str], scope: Scope, period: Period) -> dict[str, Compared]:
    """The same with the period before and the same days last year (no more queries)."""
    periods = [period, rules.previous(period), rules.last_year(period)]
    told = _of(codes, scope, periods)
    now, previous, last_year = (told.get((number, ""), _nothing(codes)) for number in range(3))
    return {code: Compared(now[code], previous[code], last_year[code]) for code in codes}


def series(codes: Sequence[str], scope: Scope, period: Period, by: str = "day") -> list[Point]:
    """One point a day, week (from Monday) or month; the first and the last are cut to the period."""
    stretches = rules.stretches(period, by)
    told = _of(codes, scope, stretches)
    return [Point(one, told.get((number, ""), _nothing(codes))) for number, one in enumerate(stretches)]


def by_division(codes: Sequence[str], area: str, digits: int, period: Period) -> dict[str, dict[str, Value]]:
    """The divisions within an area that have so many digits (9 towns, 12 communities), by code: a choropleth."""
    told = _of(codes, Scope(area, by="area", digits=digits), [period])
    return {code: found for (_, code), found in sorted(told.items())}


def by_key(codes: Sequence[str], area: str, cut: Cut, period: Period) -> dict[str, dict[str, Value]]:
    """Every matter, unit or channel that has anything in an area and period, by key: a ranking."""
    told = _of(codes, Scope(area, cut, by="key"), [period])
    return {key: found for (_, key), found in sorted(told.items())}


def usual(code: str, scope: Scope, period: Period, back: int = 8) -> Verdict[Normal | None]:
    """What is normal for this period after the same one in the past: the same weekday, or the periods before."""
    past = rules.past(period, back)
    told = _of([code], scope, past)
    return rules.normal([told[number, ""][code].value for number in range(len(past)) if (number, "") in told])


def _of(codes: Iterable[str], scope: Scope, periods: Sequence[Period]) -> Told:
    every = [indicators.every()[code] for code in codes]
    counted = [one for one in every if one.stage is None]
    told: Told = {}
    if counted:
        found = counts(scope, periods, [name for one in counted for name in one.measures])
        _fill(told, found, counted, _count)
    if len(counted) < len(every):
        timed = [one for one in every if one.stage is not None]
        _fill(told, histograms(scope, periods), timed, _duration)
    for known in told.values():
        known |= {
            code: value for code, value in _nothing(one.code for one in every).items() if code not in known
        }
    return told


def _fill[T](
    told: Told,
    found: dict[tuple[int, str], T],
    every: Sequence[Indicator],
    value: Callable[[Indicator, T], Value],
) -> None:
    for place, numbers in found.items():
        told.setdefault(place, {}).update({one.code: value(one, numbers) for one in every})


def _count(one: Indicator, numbers: dict[str, int]) -> Value:
    top, bottom = total(numbers, one.numerator), total(numbers, one.denominator)
    if not one.denominator:
        return Value(one.code, top, 0, float(top))
    return Value(one.code, top, bottom, top / bottom if bottom >= one.least else None)


def _duration(one: Indicator, stages: dict[Stage, dict[int, int]]) -> Value:
    histogram = stages.get(one.stage or Stage.WHOLE, {})
    count = sum(histogram.values())
    value = buckets.quantile(histogram, one.quantile) if count >= one.least else None
    return Value(one.code, count, count, value)


def _nothing(codes: Iterable[str]) -> dict[str, Value]:
    return {
        code: Value(code, 0, 0, None if indicators.every()[code].unit in {"share", "seconds"} else 0.0)
        for code in codes
    }
