"""The tables below the map: departments, matters, channels, stages and what is open now, each as plain rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from commongrid.doors.desk.figures import wording
from commongrid.doors.desk.figures.answers import NOTHING, Answer, Indicator, Open, Taken
from commongrid.doors.desk.figures.drawing import Band, short
from commongrid.doors.desk.figures.links import Links, missed_of
from commongrid.doors.look import facts, moments

SHOWN = 10
MOST_UNITS = 15
WIDE = 144.0


@dataclass(frozen=True, slots=True)
class Share:
    """One line of a list of most: its bar is `share` of the longest, in hundredths."""

    name: str
    number: str
    share: str
    change: str
    url: str


@dataclass(frozen=True, slots=True)
class Shares:
    """`shares.html`."""

    title: str
    hint: str
    kind: str
    empty: str
    rows: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    words: str
    url: str = ""
    is_below: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """`units.html`: rows by columns."""

    title: str
    hint: str
    columns: tuple[str, ...]
    rows: tuple[Line, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Step:
    """One stage: bars in a picture 144 wide, the longest reaching its end."""

    name: str
    half: str
    most: str
    count: str
    half_x: str
    most_x: str


@dataclass(frozen=True, slots=True)
class State:
    """One line of what is open now."""

    words: str
    tone: str
    number: str
    share: str
    url: str


def shares(
    told: Shares, indicator: Indicator, now: Mapping[str, Answer], before: Mapping[str, Answer], links: Links,
    *, by: str, names: Mapping[str, str],
) -> Shares:  # fmt: skip
    """The most of something first, at most ten; `by` is what the links narrow their lists by."""
    ordered = sorted(now, key=lambda key: (-now[key].whole, key))
    ordered = [key for key in ordered if now[key].whole and key in names][:SHOWN]
    longest = max((now[key].whole for key in ordered), default=1)
    rows = tuple(
        Share(
            names[key],
            wording.plain(now[key].whole),
            short(100 * now[key].whole / longest),
            wording.change(indicator, now[key], before.get(key, NOTHING)),
            links.cases(indicator.code, **{by: key}),
        )
        for key in ordered
    )
    return Shares(told.title, told.hint, told.kind, told.empty, rows)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A department as it is put into a row: its name, its page and its answers by indicator."""

    key: str
    name: str
    url: str
    answers: Mapping[str, Answer]


def busiest(found: Mapping[str, Mapping[str, Answer]], code: str) -> list[str]:
    """The keys of the departments with the most in hand by a figure, the most first: only they need a name."""
    counts = {key: answers.get(code, NOTHING).whole for key, answers in found.items()}
    return sorted((key for key in counts if counts[key]), key=lambda key: (-counts[key], key))[:MOST_UNITS]


def units(
    lines: Sequence[UnitLine], columns: Sequence[Indicator], bands: Mapping[str, Band | None], links: Links,
    *, of: int,
) -> Grid:  # fmt: skip
    """Departments by the figures that are about them, in their order; `of` how many there are in all."""
    hint = _("cases of this area; red is on the wrong side of normal")
    if len(lines) < of:
        hint = _("the %(shown)d with most in hand of %(all)d") % {"shown": len(lines), "all": of}
    return Grid(
        _("Departments here"),
        hint,
        (_("Department"), *(one.name for one in columns)),
        tuple(
            Line(line.name, line.url, tuple(_cell(line, one, bands.get(one.code), links) for one in columns))
            for line in lines
        ),
        _("No department had a case here in these days."),
    )


def _cell(line: UnitLine, indicator: Indicator, band: Band | None, links: Links) -> Cell:
    answer = line.answers.get(indicator.code, NOTHING)
    words = wording.written(indicator, answer.number)
    if indicator.unit == "share" and answer.number is not None:
        words = f"{words} %"
    is_share = indicator.unit == "share"
    is_below = bool(
        band and indicator.better and answer.number is not None
        and band.place(answer.number) == -indicator.better
    )  # fmt: skip
    leads = answer.whole if not is_share else missed_of(indicator, answer)
    part = "missed" if is_share else ""
    return Cell(words, links.cases(indicator.code, part=part, unit=line.key) if leads else "", is_below)


def stages(taken: Sequence[Taken]) -> list[Step]:
    """Half and nine of ten of each stage."""
    longest = max((one.most for one in taken), default=1.0) or 1.0
    language = get_language() or "zh-hans"
    return [
        Step(
            facts.word("stage", one.stage, language),
            moments.length(timedelta(seconds=one.half)),
            moments.length(timedelta(seconds=one.most)),
            wording.plain(one.count),
            short(WIDE * one.half / longest),
            short(WIDE * one.most / longest),
        )
        for one in taken
        if one.count
    ]


def open_now(told: Open, urls: Mapping[str, str]) -> list[State]:
    """Late first; how much of what is open each is."""
    states = (
        ("late", _("Late"), told.late),
        ("soon", _("Due soon"), told.soon),
        ("calm", _("In time"), told.calm),
        ("hold", _("On hold"), told.held),
    )
    whole = told.all or 1
    return [
        State(
            words, tone, wording.plain(count), short(100 * count / whole), urls.get(tone, "") if count else ""
        )
        for tone, words, count in states
    ]


def open_words(told: Open) -> str:
    """How many are open in all."""
    return ngettext("%(n)s case in all", "%(n)s cases in all", told.all) % {"n": wording.plain(told.all)}
