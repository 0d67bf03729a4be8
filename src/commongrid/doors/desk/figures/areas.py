"""The map and the ranking of what lies below: the same answers, once as areas and once as rows, worst first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commongrid.doors.desk.figures import drawing, tones, wording
from commongrid.doors.desk.figures.answers import NOTHING, Answer, Indicator
from commongrid.doors.desk.figures.drawing import Band, Scale
from commongrid.doors.desk.figures.links import Links, missed_of
from commongrid.doors.desk.figures.scopes import Scope, of_division
from commongrid.doors.desk.figures.shapes import Drawn, Shape
from commongrid.doors.desk.figures.tones import Step

LETTER, SMALLEST = 11, 34
"""Half the width of a letter and the least room a label needs, in the map's own pixels."""


@dataclass(frozen=True, slots=True)
class Area:
    """One area on the map."""

    path: str
    url: str
    said: str
    tone: str
    is_below: bool
    is_worst: bool
    label: str
    number: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Row:
    """One area in the ranking."""

    name: str
    url: str
    x: str
    number: str
    change: str
    count: str
    count_url: str
    is_below: bool


@dataclass(frozen=True, slots=True)
class Note:
    """What the map says about the area that needs help most."""

    name: str
    words: str
    url: str
    link: str


@dataclass(frozen=True, slots=True)
class Areas:
    """Everything `map.html` and `ranking.html` show."""

    title: str
    hint: str
    kind: str
    ranking_title: str
    ranking_hint: str
    count_words: str
    explained: str
    empty_title: str
    empty_text: str
    high: int = 0
    border: str = ""
    water: str = ""
    worst_path: str = ""
    scale_words: str = ""
    band: tuple[str, str] | None = None
    shapes: tuple[Area, ...] = ()
    rows: tuple[Row, ...] = ()
    legend: tuple[Step, ...] = field(default=())
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What the map is made of: answers now and before, by the code of each child."""

    indicator: Indicator
    band: Band | None
    now: Mapping[str, Answer]
    before: Mapping[str, Answer]


def areas(scope: Scope, told: Told, drawn: Drawn | None, links: Links) -> Areas:
    """The map and the ranking of a division's children, or of a community's grids."""
    ordered = _ordered(told, drawn)
    scale = _scale(told)
    steps = tones.steps(
        told.indicator, told.band, [one.number for one in told.now.values() if one.number is not None]
    )
    rows = tuple(_row(told, shape, scale, links) for shape in ordered)
    worst = ordered[0] if ordered and rows[0].is_below else None
    return Areas(
        **_words(scope, told, drawn),
        high=drawn.high if drawn else 0,
        border=drawn.border if drawn else "",
        water=drawn.water if drawn else "",
        worst_path=worst.path if worst else "",
        scale_words=_scale_words(told.indicator, scale),
        band=scale.band_x,
        shapes=tuple(_area(told, shape, steps, links, worst) for shape in (drawn.shapes if drawn else ())),
        rows=rows,
        legend=tuple(steps) if rows else (),
        note=_note(told, worst, links) if worst else None,
    )


def _ordered(told: Told, drawn: Drawn | None) -> list[Shape]:
    """Worst first; of a figure that is neither good nor bad the most first; without a number last."""
    sign = -1 if told.indicator.better <= 0 else 1

    def key(shape: Shape) -> tuple[bool, float, str]:
        number = told.now.get(shape.code, NOTHING).number
        return number is None, sign * (number or 0.0), shape.code

    return sorted(drawn.shapes if drawn else (), key=key)


def _scale(told: Told) -> Scale:
    values = [one.number for one in told.now.values() if one.number is not None]
    return drawing.scale(values, told.band, is_share=told.indicator.unit == "share")


def _scale_words(indicator: Indicator, scale: Scale) -> str:
    unit = "%" if indicator.unit == "share" else ""
    low, high = (wording.written(indicator, end).removesuffix(".0") for end in (scale.low, scale.high))
    return _("%(low)s to %(high)s%(unit)s") % {"low": low, "high": high, "unit": unit}


def _name(shape: Shape) -> str:
    return shape.label_en if (get_language() or "").startswith("en") else shape.label


def _is_below(told: Told, answer: Answer) -> bool:
    """On the wrong side of normal; of a figure that is neither good nor bad nothing is."""
    if told.band is None or answer.number is None or not told.indicator.better:
        return False
    return told.band.place(answer.number) == -told.indicator.better


def _url(shape: Shape, told: Told, links: Links) -> str:
    if shape.is_division:
        return links.page(of_division(shape.code))
    return links.cases(told.indicator.code, area=shape.code)


def _row(told: Told, shape: Shape, scale: Scale, links: Links) -> Row:
    answer = told.now.get(shape.code, NOTHING)
    count = missed_of(told.indicator, answer) if told.indicator.unit == "share" else answer.whole
    part = "missed" if told.indicator.unit == "share" else ""
    return Row(
        name=_name(shape),
        url=_url(shape, told, links),
        x=scale.x(answer.number) if answer.number is not None else "",
        number=wording.written(told.indicator, answer.number),
        change=wording.change(told.indicator, answer, told.before.get(shape.code, NOTHING)),
        count=wording.plain(count),
        count_url=links.cases(told.indicator.code, part=part, area=shape.code) if count else "",
        is_below=_is_below(told, answer),
    )


def _area(told: Told, shape: Shape, steps: list[Step], links: Links, worst: Shape | None) -> Area:
    answer, name = told.now.get(shape.code, NOTHING), _name(shape)
    number = wording.written(told.indicator, answer.number)
    step = tones.step_of(steps, answer.number)
    fits = shape.room > max(SMALLEST, _wide(name))
    return Area(
        path=shape.path,
        url=_url(shape, told, links),
        said=_("%(name)s: %(number)s%(unit)s")
        % {"name": name, "number": number, "unit": wording.unit_of(told.indicator)},
        tone=step.tone if step else "unknown",
        is_below=_is_below(told, answer),
        is_worst=shape is worst,
        label=name if fits else "",
        number=number if fits else "",
        x=shape.x,
        y=shape.y,
    )


def _wide(name: str) -> float:
    """Half the width of a label: Chinese letters are twice as wide as Latin ones."""
    return sum(LETTER if letter > "\u2e80" else LETTER * 0.55 for letter in name) * 0.75


def _note(told: Told, worst: Shape, links: Links) -> Note:
    answer = told.now[worst.code]
    url, link = links.behind(told.indicator, answer, area=worst.code)
    number = f"{wording.written(told.indicator, answer.number)}{wording.unit_of(told.indicator)}"
    facts = {"whole": wording.plain(answer.whole), "counted": told.indicator.counted}
    return Note(f"{_name(worst)} {number}", _("of %(whole)s %(counted)s;") % facts, url, link)


def _words(scope: Scope, told: Told, drawn: Drawn | None) -> dict[str, str]:
    indicator, kind = told.indicator, _kind(scope)
    of_grids = len(scope.code) >= 12
    normal = wording.normal(indicator, told.band)
    return {
        "title": _("%(figure)s by %(kind)s") % {"figure": indicator.name, "kind": kind},
        "hint": _("Hatching is on the wrong side of normal") if indicator.better and told.band else "",
        "kind": kind[:1].upper() + kind[1:],
        "ranking_title": _("Who needs help first") if indicator.better else _("The most first"),
        "ranking_hint": _("the band is what is normal: %(normal)s") % {"normal": normal} if normal else "",
        "count_words": indicator.missed if indicator.unit == "share" else indicator.counted,
        "explained": indicator.formula,
        "empty_title": _("No boundaries yet") if not of_grids else _("No grids drawn yet"),
        "empty_text": _(
            "What lies below has no boundaries on the map. They are imported on the page of places."
        ),
    }


def _kind(scope: Scope) -> str:
    return {4: _("town"), 6: _("town"), 9: _("community")}.get(len(scope.code), _("grid"))
