"""Numbers in words: how a figure is written, how it changed, and what that means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from commongrid.doors.desk.figures.answers import Answer, Indicator, Told
from commongrid.doors.desk.figures.asked import Asked, Span
from commongrid.doors.desk.figures.drawing import Band
from commongrid.doors.look import moments

MINUS = "−"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a figure means: words, tone ("", "ok", "late", "soon") and the icon that says the same."""

    words: str
    tone: str = ""
    icon: str = "minus"


def written(indicator: Indicator, value: float | None) -> str:
    """1,284 · 96.8 · 2小时10分; "—" for nothing."""
    if value is None:
        return "—"
    if indicator.unit == "time":
        return moments.length(timedelta(seconds=value))
    return plain(value) if indicator.unit == "count" else f"{value:.1f}"


def unit_of(indicator: Indicator) -> str:
    """What stands small after the number."""
    return {"share": "%", "count": pgettext("after a count", "in all")}.get(indicator.unit, "")


def plain(number: float) -> str:
    """A count: 1,284."""
    return f"{number:,.0f}"


def change(indicator: Indicator, now: Answer, before: Answer) -> str:
    """+0.3 · −36 · "" where one of them is missing."""
    if now.number is None or before.number is None:
        return ""
    apart = now.number - before.number
    said = written(indicator, abs(apart))
    if said in ("0", "0.0"):
        return said
    return f"{'+' if apart > 0 else MINUS}{said}"


def verdict(told: Told, before: str, run: int, asked: Asked) -> Verdict:
    """In words: within normal, better, or how far beyond it and for how long; always what changed since `before`."""
    now, band, moved = told.now.number, told.band, change(told.indicator, told.now, told.previous)
    since = _("%(moved)s against %(before)s") % {"moved": moved, "before": before} if moved else ""
    if now is None or band is None:
        return Verdict(since or _("too little behind it to say what is normal"))
    place = band.place(now)
    if place == 0:
        return Verdict(_("Normal; %(since)s") % {"since": since} if since else _("Normal"))
    if place == told.indicator.better:
        return Verdict(_("Better than usual%(run)s") % {"run": lasting(run, asked)}, "ok", "arrow-up-right")
    facts = {"by": written(told.indicator, band.beyond(now)), "run": lasting(run, asked)}
    said = _("%(by)s below normal%(run)s") if place < 0 else _("%(by)s above normal%(run)s")
    tone = "late" if told.indicator.better else "soon"
    return Verdict(said % facts, tone, "alert-triangle")


def lasting(run: int, asked: Asked) -> str:
    """For how many periods on end; nothing for the first."""
    if run < 2:
        return ""
    said = ngettext(", %(n)d week now", ", %(n)d weeks now", run)
    if asked.period != "week":
        said = _(", %(n)d times running")
    return said % {"n": run}


def normal(indicator: Indicator, band: Band | None) -> str:
    """正常94–97%."""
    if band is None:
        return ""
    unit = "%" if indicator.unit == "share" else ""
    low, high = (_rounded(indicator, value) for value in (band.low, band.high))
    return _("Normal %(low)s–%(high)s%(unit)s") % {"low": low, "high": high, "unit": unit}


def _rounded(indicator: Indicator, value: float) -> str:
    return f"{value:.1f}".removesuffix(".0") if indicator.unit == "share" else written(indicator, value)


def days(span: Span) -> str:
    """2026年11月16日至22日, 2025年12月29日至2026年1月4日; one day alone."""
    first = day(span.since)
    if span.days == 1:
        return first
    is_one_year = span.since.year == span.until.year
    last = _("%(month)d/%(day)d") % _facts(span.until) if is_one_year else day(span.until)
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def day(on: date) -> str:
    """2026年11月20日."""
    return _("%(year)d/%(month)d/%(day)d") % _facts(on)


def _facts(on: date) -> dict[str, int]:
    return {"year": on.year, "month": on.month, "day": on.day}


def of_now(asked: Asked) -> str:
    """What this period is called above its column."""
    return {
        "today": _("Today"),
        "week": _("This week"),
        "month": _("This month"),
        "year": _("This year"),
    }.get(asked.period, _("These days"))


def of_before(asked: Asked) -> str:
    """What the period before it is called in a sentence."""
    return {
        "today": _("yesterday"),
        "week": _("the same days last week"),
        "month": _("the same days last month"),
        "year": _("the same days last year"),
    }.get(asked.period, _("as many days before"))


def title(name: str, asked: Asked, span: Span) -> str:
    """石埠镇本周怎么样."""
    said = {
        "today": _("How %(name)s is doing today"),
        "week": _("How %(name)s is doing this week"),
        "month": _("How %(name)s is doing this month"),
        "year": _("How %(name)s is doing this year"),
    }
    if asked.period:
        return said[asked.period] % {"name": name}
    return _("%(name)s, %(days)s") % {"name": name, "days": days(span)}
