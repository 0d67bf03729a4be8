"""What the pages need of the figures, as answers: the only file that asks `insight/figures`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from commongrid.base.journal.models import Cursor
from commongrid.cases.models import IS_OPEN, Case
from commongrid.doors.desk.figures import asked as asking
from commongrid.doors.desk.figures import indicators as defined
from commongrid.doors.desk.figures import sums
from commongrid.doors.desk.figures.answers import Answer, Open, Taken, Told
from commongrid.doors.desk.figures.asked import Asked, Span
from commongrid.doors.desk.figures.drawing import Band
from commongrid.doors.desk.figures.scopes import Scope
from commongrid.doors.desk.figures.series import Point
from commongrid.insight.figures import buckets
from commongrid.insight.figures.measures import MEASURES
from commongrid.insight.figures.models import Spread
from commongrid.insight.figures.terms import Cut, Stage

LEAST_HISTORY = 5
"""Fewer earlier periods than this make no normal range."""


def told(scope: Scope, codes: Sequence[str], wanted: Asked, today: date) -> dict[str, Told]:
    """Each figure now, before, a year ago and over time: one query, whatever the number of figures."""
    trend = asking.earlier(wanted, today)
    spans = [*trend, asking.previous(wanted, today), asking.last_year(asking.span(wanted, today))]
    summed = _summed(scope, spans, codes)
    found = {}
    for code in codes:
        answers = [defined.answer(code, each) for each in summed]
        history = tuple(zip([span.since for span in trend], answers[: len(trend)], strict=True))
        found[code] = Told(
            defined.all_of_them()[code].indicator, answers[len(trend) - 1], answers[-2], answers[-1], history,
            normal([answer for _day, answer in history[:-1]]),
        )  # fmt: skip
    return found


def normal(history: Sequence[Answer]) -> Band | None:
    """What is usual: from the lower to the upper tenth of the earlier periods; None of too few."""
    known = sorted(answer.number for answer in history if answer.number is not None)
    if len(known) < LEAST_HISTORY:
        return None
    return Band(_quantile(known, 0.1), _quantile(known, 0.9))


def by_child(
    scope: Scope, code: str, children: Sequence[str], spans: Sequence[Span]
) -> list[dict[str, Answer]]:
    """A figure of each child, for each span: one query."""
    found = sums.sums(Cut.TOTAL, children, spans, defined.measures([code]))
    return [
        {child: defined.answer(code, found[child, ""][at]) for child in children if (child, "") in found}
        for at in range(len(spans))
    ]


def by_key(
    scope: Scope, cut: Cut, codes: Sequence[str], spans: Sequence[Span]
) -> list[dict[str, dict[str, Answer]]]:
    """Figures by unit, matter or channel within a division, for each span: by key, then by figure; one query."""
    measures = defined.measures(codes)
    if sums.has_sums(cut, scope.code):
        kept = sums.sums(cut, [scope.code], spans, measures, key=None)
        found = {key: each for (_area, key), each in kept.items()}
    elif len(scope.code) < sums.TOPMOST:
        found = {key: each for (_area, key), each in sums.sums(cut, [""], spans, measures, key=None).items()}
    else:
        found = sums.counted(cut, scope.code, spans, measures)
    answers = [
        {key: {code: defined.answer(code, each[at]) for code in codes} for key, each in found.items()}
        for at in range(len(spans))
    ]
    return [
        each if any(not one.is_empty for by in each.values() for one in by.values()) else {}
        for each in answers
    ]


def long(scope: Scope, code: str, span: Span) -> tuple[list[Point], list[Point]]:
    """The points of the large chart, and those of a year earlier: one query."""
    spans = asking.points(span)
    before = [asking.last_year(one) for one in spans]
    answers = [defined.answer(code, each) for each in _summed(scope, [*spans, *before], [code])]
    days = [one.since for one in spans]
    return (
        list(zip(days, answers[: len(spans)], strict=True)),
        list(zip(days, answers[len(spans) :], strict=True)),
    )


def stages(scope: Scope, span: Span) -> list[Taken]:
    """How long each stage took for what was finished in these days: one query, right to within five per cent."""
    cut, area, key = _place(scope)
    rows = list(
        Spread.objects.filter(sums.within(span), cut=cut, area=area, key=key).values_list(
            *[f"{stage}_s" for stage in Stage]
        )
    )
    found = []
    for at, stage in enumerate(Stage):
        histogram = buckets.added(row[at] for row in rows)
        half, most = buckets.quantile(histogram, 0.5), buckets.quantile(histogram, 0.9)
        if half is not None and most is not None:
            found.append(Taken(stage, half, most, sum(histogram.values())))
    return found


def open_now(scope: Scope, at: datetime) -> Open:
    """What is open this minute, counted from the cases as the desk's own lists do (index cases_case_due)."""
    told = _open(scope).aggregate(
        all=Count("pk"),
        late=Count("pk", filter=Q(due_at__lt=at)),
        soon=Count("pk", filter=Q(soon_at__lte=at, due_at__gte=at)),
        held=Count("pk", filter=Q(status="paused")),
    )
    return Open(told["all"], told["late"], told["soon"], told["held"])


NONE_OPEN = Answer(0, 0, 0.0)


def open_by_grid(scope: Scope) -> dict[str, Answer]:
    """Open cases of a community by grid (index cases_case_area)."""
    rows = _open(scope).values_list("area").annotate(n=Count("pk")).order_by()
    return {area: Answer(count, count, float(count)) for area, count in rows}


def moment() -> datetime | None:
    """When the readers last moved the figures on (primary key)."""
    return Cursor.objects.filter(name="figures").values_list("moved_at", flat=True).first()


@dataclass(frozen=True, slots=True)
class Narrow:
    """What a list is narrowed to; `part` of a share: "met", "missed" or all."""

    part: str = ""
    area: str = ""
    unit: str = ""
    matter: str = ""
    channel: str = ""

    def told(self) -> dict[str, str]:
        """What is narrowed at all."""
        return {name: value for name, value in asdict(self).items() if value}


PAGE = 50


@dataclass(frozen=True, slots=True)
class Behind:
    """The facts a figure counts, in the order of their days."""

    facts: Any
    slot: str
    keys: tuple[str, ...]
    of_reports: bool

    @property
    def count(self) -> int:
        """How many: the figure."""
        return int(self.facts.count())

    def page(self, after: str) -> tuple[list[UUID], str]:
        """Ids of one page beyond a key, and the key of the next, "" at the end."""
        rows = self.facts.order_by(self.slot, *self.keys)
        if after:
            rows = rows.filter(_beyond((self.slot, *self.keys), after))
        found = list(rows.values_list(self.slot, *self.keys)[: PAGE + 1])
        more = "~".join(str(value) for value in found[PAGE - 1]) if len(found) > PAGE else ""
        return [row[1] for row in found[:PAGE]], more

    def ids(self) -> Iterator[UUID]:
        """All of them, through a cursor of the server's."""
        rows = self.facts.order_by(self.slot, *self.keys).values_list(self.keys[0], flat=True)
        yield from rows.iterator(chunk_size=2000)


KEYS = {"turn": ("case_id", "round"), "happening": ("case_id", "seq", "nth"), "voice": ("report_id",)}


def behind(scope: Scope, code: str, span: Span, narrow: Narrow) -> Behind:
    """Everything a figure counts: of a share its whole, or the part that met or missed it."""
    known = defined.all_of_them()[code]
    area = "" if scope.kind == "unit" else scope.code
    unit = str(scope.unit_id) if scope.unit_id else ""
    rows = sums.facts(known.whole, span, area, unit, narrow.told())
    if narrow.part and known.part != known.whole:
        is_part = (narrow.part == "met") == (known.indicator.better > 0)
        rows = sums.part(rows, known.part, is_part=is_part)
    measure = MEASURES[known.whole]
    return Behind(rows, measure.slot, KEYS[measure.table], measure.table == "voice")


def _beyond(names: Sequence[str], after: str) -> Q:
    """Rows after the key, compared column by column; a key that is none finds nothing."""
    values = after.split("~")
    if len(values) != len(names):
        return Q(pk__in=())
    found, same = Q(pk__in=()), Q()
    for name, value in zip(names, values, strict=True):
        found |= same & Q(**{f"{name}__gt": value})
        same &= Q(**{name: value})
    return found


def _open(scope: Scope) -> Any:
    here = Q(unit_ids__contains=[scope.unit_id]) if scope.unit_id else Q(area__startswith=scope.code)
    return Case.objects.filter(IS_OPEN, here)


def _place(scope: Scope) -> tuple[Cut, str, str]:
    """The row of sums that is this scope's own."""
    return (Cut.UNIT, "", str(scope.unit_id)) if scope.unit_id else (Cut.TOTAL, scope.code, "")


def _summed(scope: Scope, spans: Sequence[Span], codes: Iterable[str]) -> list[Mapping[str, int]]:
    cut, area, key = _place(scope)
    found = sums.sums(cut, [area], spans, defined.measures(codes), key)
    return _since_records_began(spans, found.get((area, key), [{}] * len(spans)))


def _since_records_began(
    spans: Sequence[Span], summed: Sequence[Mapping[str, int]]
) -> list[Mapping[str, int]]:
    """Days before anything was recorded have no figures: an empty house is not a quiet one."""
    began = min(
        (span.since for span, each in zip(spans, summed, strict=True) if any(each.values())), default=None
    )
    return [
        each if began is not None and span.until >= began else {}
        for span, each in zip(spans, summed, strict=True)
    ]


def _quantile(known: Sequence[float], share: float) -> float:
    """By interpolation between neighbours (type 7 of Hyndman and Fan, 1996)."""
    place = share * (len(known) - 1)
    low = int(place)
    high = min(low + 1, len(known) - 1)
    return known[low] + (known[high] - known[low]) * (place - low)
