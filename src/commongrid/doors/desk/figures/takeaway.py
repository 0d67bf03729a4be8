"""The tables of a dashboard as they are taken away: whole numbers beside every share, so that others can reckon on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commongrid.doors.desk.figures import choices, indicators, names, page, reading, shapes, wording
from commongrid.doors.desk.figures.answers import NOTHING, Answer, Indicator, Told
from commongrid.doors.desk.figures.page import Seen
from commongrid.doors.desk.figures.tables import Table, Value
from commongrid.doors.look import facts
from commongrid.insight.figures.terms import Cut

type Rows = tuple[tuple[str, ...], Iterator[tuple[Value, ...]]]


def table(seen: Seen, name: str) -> Table:
    """One of `choices.TABLES` with what must stand beside it; KeyError for any other name."""
    columns, rows = MADE[name](seen)
    return Table(name, f"{seen.scope.name} · {choices.table(name)}", columns, rows, notes(seen))


def notes(seen: Seen) -> tuple[str, ...]:
    """Whose figures, of which days, as of when, from where, and for whom."""
    told = page.span(seen)
    return (seen.scope.name, told["words"], told["moment"], told["source"])


def _number(answer: Answer) -> Value:
    return None if answer.number is None else round(answer.number, 2)


def _figures(seen: Seen) -> Rows:
    columns = (
        _("Code"), _("Indicator"), _("Unit"), wording.of_now(seen.asked), _("Part"), _("Of"), _("Period before"),
        _("Last year"), _("Normal from"), _("Normal to"), _("How it is reckoned"),
    )  # fmt: skip
    told = reading.told(seen.scope, tuple(indicators.of_kind(seen.scope.kind)), seen.asked, seen.today)
    return columns, (_line(one) for one in told.values())


def _line(one: Told) -> tuple[Value, ...]:
    low, high = (round(one.band.low, 2), round(one.band.high, 2)) if one.band else (None, None)
    return (
        one.indicator.code, one.indicator.name, wording.unit_of(one.indicator), *_three(one.now),
        _number(one.previous), _number(one.last_year), low, high, one.indicator.formula,
    )  # fmt: skip


def _areas(seen: Seen) -> Rows:
    drawn = shapes.below(seen.scope.code)
    told = page.below(seen, drawn, None)
    columns = (_("Code"), _("Area"), told.indicator.name, _("Part"), _("Of"), _("Period before"))
    is_english = (get_language() or "").startswith("en")
    rows = (
        (shape.code, shape.label_en if is_english else shape.label, *_three(told.now.get(shape.code, NOTHING)),
         _number(told.before.get(shape.code, NOTHING)))
        for shape in (drawn.shapes if drawn else ())
    )  # fmt: skip
    return columns, rows


def _three(answer: Answer) -> tuple[Value, ...]:
    return _number(answer), answer.part, answer.whole


def _units(seen: Seen) -> Rows:
    codes = indicators.UNIT_COLUMNS
    wanted = [indicators.all_of_them()[code].indicator for code in codes]
    (found,) = reading.by_key(seen.scope, Cut.UNIT, codes, (seen.span,))
    columns = tuple(
        name for one in wanted for name in ((one.name, one.counted) if one.unit == "share" else (one.name,))
    )
    rows = (
        (name, *(value for one in wanted for value in _pair(one, found[key].get(one.code, NOTHING))))
        for key, name, _url in names.units(found, seen.actor, seen.asked)
    )
    return (_("Department"), *columns), rows


def _pair(indicator: Indicator, answer: Answer) -> tuple[Value, ...]:
    return (_number(answer), answer.whole) if indicator.unit == "share" else (_number(answer),)


def _keyed(by: str) -> Callable[[Seen], Rows]:
    def made(seen: Seen) -> Rows:
        code = indicators.OPENED
        now, before = (
            {key: each[code] for key, each in found.items()}
            for found in reading.by_key(seen.scope, Cut(by), (code,), (seen.span, seen.before))
        )
        said = names.of_keys(by, {**now, **before}, is_public=False)
        columns = (choices.table(f"{by}s"), wording.of_now(seen.asked), _("Period before"))
        return columns, (
            (said[key], now.get(key, NOTHING).whole, before.get(key, NOTHING).whole) for key in sorted(said)
        )

    return made


def _stages(seen: Seen) -> Rows:
    columns = (_("Step"), _("Half within (seconds)"), _("Nine of ten within (seconds)"), _("Cases"))
    language = get_language() or "zh-hans"
    rows = (
        (facts.word("stage", one.stage, language), round(one.half), round(one.most), one.count)
        for one in reading.stages(seen.scope, seen.span)
    )
    return columns, rows


MADE: dict[str, Callable[[Seen], Rows]] = {
    "figures": _figures,
    "areas": _areas,
    "units": _units,
    "matters": _keyed("matter"),
    "channels": _keyed("channel"),
    "stages": _stages,
}
