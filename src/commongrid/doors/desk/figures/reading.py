"""What the pages need of the figures, as answers: the only file that asks the queries of `insight/figures`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db.models import Count

from commongrid.base.journal.models import Cursor
from commongrid.cases.models import IS_OPEN, Case
from commongrid.doors.desk.figures import asked as asking
from commongrid.doors.desk.figures import indicators as defined
from commongrid.doors.desk.figures.answers import Answer, Open, Taken, Told
from commongrid.doors.desk.figures.asked import Asked, Span
from commongrid.doors.desk.figures.drawing import Band
from commongrid.doors.desk.figures.indicators import Defined
from commongrid.doors.desk.figures.scopes import Scope
from commongrid.doors.desk.figures.series import Point
from commongrid.insight.figures import buckets, queries, rules
from commongrid.insight.figures.terms import Cut, Period

BACK = 8
"""Earlier periods a trend shows and what is normal is reckoned from."""
NONE_OPEN = Answer(0, 0, 0.0)
type ByKey = dict[str, dict[str, Answer]]


def told(scope: Scope, codes: Sequence[str], wanted: Asked, today: date) -> dict[str, Told]:
    """Each figure now, before, a year ago and over time: one query, whatever the number of figures."""
    now = asking.span(wanted, today)
    trend = [Span(one.first, one.last) for one in reversed(rules.past(period(now), BACK))] + [now]
    spans = [*trend, asking.previous(wanted, today), asking.last_year(now)]
    summed = _summed(scope, spans, codes)
    return {code: _told(defined.all_of_them()[code], trend, summed) for code in codes}


def _told(known: Defined, trend: Sequence[Span], summed: Sequence[Mapping[str, int]]) -> Told:
    answers = [defined.answer(known.indicator.code, each) for each in summed]
    history = tuple(zip([span.since for span in trend], answers[: len(trend)], strict=True))
    band = normal(known, [answer for _day, answer in history[:-1]])
    return Told(known.indicator, answers[len(trend) - 1], answers[-2], answers[-1], history, band)


def normal(known: Defined, history: Sequence[Answer]) -> Band | None:
    """What is usual after the earlier periods (`figures.rules.normal`); None of too few, or where all are alike."""
    usual = rules.normal([answer.number for answer in history]).answer
    if usual is None:
        return None
    return Band(usual.low, min(usual.high, 100.0) if known.indicator.unit == "share" else usual.high)


def by_child(
    scope: Scope, code: str, children: Sequence[str], spans: Sequence[Span]
) -> list[dict[str, Answer]]:
    """A figure of each child, for each span: one query."""
    if not children:
        return [{} for _ in spans]
    where = queries.Scope(scope.code, by="area", digits=len(children[0]))
    found = queries.counts(where, [period(span) for span in spans], defined.measures([code]))
    return [
        {child: defined.answer(code, found[at, child]) for child in children if (at, child) in found}
        for at in range(len(spans))
    ]


def by_key(scope: Scope, cut: Cut, codes: Sequence[str], spans: Sequence[Span]) -> list[ByKey]:
    """Figures by unit, matter or channel within a division, for each span: by key, then by figure; one query."""
    where = queries.Scope(scope.code, cut, by="key")
    found = queries.counts(where, [period(span) for span in spans], defined.measures(codes))
    answers: list[ByKey] = [{} for _ in spans]
    known = defined.all_of_them()
    asked = {code: known[code] for code in codes}
    for (at, key), sums in found.items():
        answers[at][key] = {code: defined.answered(one, sums) for code, one in asked.items()}
    return answers


def long(scope: Scope, code: str, span: Span) -> tuple[list[Point], list[Point]]:
    """The points of the large chart, and those of a year earlier: one query."""
    spans = asking.points(span)
    before = [asking.last_year(one) for one in spans]
    answers = [defined.answer(code, each) for each in _summed(scope, [*spans, *before], [code])]
    days = [one.since for one in spans]
    now, earlier = answers[: len(spans)], answers[len(spans) :]
    return list(zip(days, now, strict=True)), list(zip(days, earlier, strict=True))


def stages(scope: Scope, span: Span) -> list[Taken]:
    """How long each stage took for what was closed in these days: one query, right to within five per cent."""
    found = []
    for stage, histogram in queries.histograms(where(scope), [period(span)]).get((0, ""), {}).items():
        half, most = buckets.quantile(histogram, 0.5), buckets.quantile(histogram, 0.9)
        if half is not None and most is not None:
            found.append(Taken(stage, half, most, sum(histogram.values())))
    return found


def open_now(scope: Scope, at: datetime) -> Open:
    """What is open this minute (index cases_case_now), and how much of it is on hold."""
    if scope.unit_id:
        one = queries.standing_by_unit("", at).get(str(scope.unit_id), queries.Standing())
        held = Case.objects.filter(lead_unit=scope.unit_id, status="paused").count()
    else:
        one = queries.standing(scope.code, at)
        held = Case.objects.filter(area__startswith=scope.code, status="paused").count()
    return Open(one.open, one.late, one.soon, held)


def open_by_grid(scope: Scope) -> dict[str, Answer]:
    """Open cases of a community by grid (index cases_case_area)."""
    found = Case.objects.filter(IS_OPEN, area__startswith=scope.code)
    rows = found.values_list("area").annotate(n=Count("pk")).order_by()
    return {area: Answer(count, count, float(count)) for area, count in rows}


def moment() -> datetime | None:
    """When the reader last moved the figures on (primary key)."""
    return Cursor.objects.filter(name="figures").values_list("moved_at", flat=True).first()


def period(span: Span) -> Period:
    """The same days as the figures name them."""
    return Period(span.since, span.until)


def where(scope: Scope) -> queries.Scope:
    """A page's scope as the figures name it."""
    return queries.Scope("", Cut.UNIT, str(scope.unit_id)) if scope.unit_id else queries.Scope(scope.code)


def _summed(scope: Scope, spans: Sequence[Span], codes: Iterable[str]) -> list[Mapping[str, int]]:
    found = queries.counts(where(scope), [period(span) for span in spans], defined.measures(codes))
    return _since_records_began(spans, [found.get((at, ""), {}) for at in range(len(spans))], codes)


def _since_records_began(
    spans: Sequence[Span], summed: Sequence[Mapping[str, int]], codes: Iterable[str]
) -> list[Mapping[str, int]]:
    """Days before anything was recorded have no figures: an empty house is not a quiet one."""
    told = [span.since for span, each in zip(spans, summed, strict=True) if any(each.values())]
    nothing = dict.fromkeys(defined.measures(codes), 0)
    return [
        {**nothing, **each} if told and span.until >= min(told) else {}
        for span, each in zip(spans, summed, strict=True)
    ]
