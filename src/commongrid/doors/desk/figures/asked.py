"""What the address of a page of figures asks for, and what a changed address would be: every choice is a link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

PERIODS = ("today", "week", "month", "year")
USUAL = "week"
LONGEST = timedelta(days=10 * 366)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `since` to `until`, both counted."""

    since: date
    until: date

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters as they stand in the address; "" is what is usual. `since` and `until` only with a span of one's own."""

    p: str = ""
    since: str = ""
    until: str = ""
    by: str = ""

    def query(self, **changes: str) -> str:
        """`?…` of this page with changes; nothing that is usual is said."""
        moved = asdict(replace(self, **changes))
        said = {name: value for name, value in moved.items() if value and (name, value) != ("p", USUAL)}
        return f"?{urlencode(said)}" if said else ""

    @property
    def period(self) -> str:
        """The named period, "" for a span of one's own."""
        return "" if self.since else self.p or USUAL


def read(params: Mapping[str, str], indicators: tuple[str, ...] = ()) -> Asked:
    """From the parameters of an address; what makes no sense is left out, a span the wrong way round is turned."""
    given = {name: str(params.get(name, "")).strip() for name in ("p", "since", "until", "by")}
    by = given["by"] if given["by"] in indicators else ""
    span = _own(given["since"], given["until"])
    if span:
        return Asked("", span.since.isoformat(), span.until.isoformat(), by)
    return Asked(given["p"] if given["p"] in PERIODS else "", by=by)


def span(asked: Asked, today: date) -> Span:
    """The days that are asked for; a named period runs until today."""
    if asked.since:
        return Span(date.fromisoformat(asked.since), date.fromisoformat(asked.until))
    begins = {
        "today": today,
        "week": today - timedelta(days=today.weekday()),
        "month": today.replace(day=1),
        "year": today.replace(month=1, day=1),
    }
    return Span(begins[asked.period], today)


def previous(asked: Asked, today: date) -> Span:
    """The period before 环比, as far as this one has run: Monday to Wednesday is compared with Monday to Wednesday."""
    now = span(asked, today)
    if asked.period == "month":
        first = (now.since - timedelta(days=1)).replace(day=1)
        return Span(first, min(first + timedelta(days=now.days - 1), now.since - timedelta(days=1)))
    if asked.period == "year":
        return last_year(now)
    apart = timedelta(days=7 if asked.period == "week" else now.days)
    return Span(now.since - apart, now.until - apart)


def last_year(now: Span) -> Span:
    """The same days a year ago 同比; 29 February is 28 February."""
    return Span(_year_before(now.since), _year_before(now.until))


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _own(since: str, until: str) -> Span | None:
    try:
        first, last = sorted((date.fromisoformat(since), date.fromisoformat(until or since)))
    except ValueError:
        return None
    is_sound = date(2000, 1, 1) <= first and last <= date(2100, 1, 1) and last - first <= LONGEST
    return Span(first, last) if is_sound else None


def points(now: Span) -> list[Span]:
    """What a large chart is drawn of: whole days, weeks or months up to the last day asked for."""
    size, count = (1, 31) if now.days <= 31 else (7, 26) if now.days <= 183 else (0, 13)
    if size:
        shifts = [timedelta(days=size * back) for back in reversed(range(count))]
        return [Span(now.until - shift - timedelta(days=size - 1), now.until - shift) for shift in shifts]
    found = [Span(now.until.replace(day=1), now.until)]
    while len(found) < count:
        found.append(_month_before(found[-1].since, 31))
    return found[::-1]


def _month_before(first: date, days: int) -> Span:
    last = first - timedelta(days=1)
    begins = last.replace(day=1)
    return Span(begins, min(last, begins + timedelta(days=days - 1)))
