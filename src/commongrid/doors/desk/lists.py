"""A page of cases as rows: where, what and how it came, who waits, and the key of the next page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.cases import numbers, queries, search
from commongrid.cases.models import Case
from commongrid.doors.desk import filters, marking, queues
from commongrid.doors.desk.filters import Filter
from commongrid.doors.look import facts, naming
from commongrid.intake.models import Report


@dataclass(frozen=True, slots=True)
class Row:
    """One case as `look/row.html` draws it."""

    case: Case
    number: str
    url: str
    title: SafeString
    line: SafeString
    side: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One page. `count` is how many there are, at most `MOST`; `next` the query of the next page.

    `until`: the list was looked through as far as this moment, and there was not enough of it.
    """

    cases: list[Case]
    rows: list[Row]
    count: int
    is_more: bool
    next: str
    until: datetime | None = None


MOST = queries.COUNTED
ABOUT = 99
"""A kept filter's count is a hint beside its name: more than so many are many."""


def page(found: Filter, actor: Actor, now: datetime) -> Listed:
    """The page by its key, and the count up to a thousand where the page is not the whole list."""
    asked = filters.apply(found, actor, now)
    shown = queries.page(asked, found.sorted_by, found.after)
    is_whole = not found.after and not shown.after
    count, is_more = (len(shown.cases), False) if is_whole else queries.count(asked, found.sorted_by)
    rows = [row(case, found) for case in shown.cases]
    after = f"?{found.query(after=shown.after)}" if shown.after else ""
    return Listed(shown.cases, rows, count, is_more, after, shown.until)


def about(address: str, actor: Actor, now: datetime) -> str:
    """How many cases a kept filter lets through, "99+" beyond; the search behind it stops by itself (`gathering`)."""
    found = filters.read(QueryDict(urlsplit(address).query), queues.names_for(actor)[0])
    count, is_more = queries.count(filters.apply(found, actor, now), found.sorted_by, ABOUT)
    return f"{count}+" if is_more else str(count)


def row(case: Case, found: Filter) -> Row:
    """Where, what and by which channel, and how many reported it."""
    language = get_language() or "zh-hans"
    side = ngettext("%(n)d report", "%(n)d reports", case.reporters) % {"n": case.reporters}
    address = reverse("desk:case", args=[case.number])
    line = (" · " if language.startswith("en") else "\u2060·").join(
        filter(None, (_where(case), _what(case, language), facts.word("channel", case.channel, language)))
    )
    words = search.words(found.q)
    title = marking.marked(naming.title(case), words)
    line = marking.marked(_with_address(case, line, words), words)
    return Row(case, case.number, f"{address}?{found.here}", title, line, side)


def _with_address(case: Case, line: str, words: Sequence[str]) -> str:
    """The line of a row; with the address where that is what was looked for and the title does not say it."""
    says = any(word in case.address.lower() for word in words if len(word) > 1)
    return f"{case.address}·{line}" if says and case.address not in case.title else line


def _where(case: Case) -> str:
    return naming.of(case.grid or case.division)


def _what(case: Case, language: str) -> str:
    current = case.matter.current
    if current is None:
        return ""
    return (current.subclass_en if language.startswith("en") else "") or current.subclass_zh


def elsewhere(typed: str, actor: Actor) -> str:
    """Where a number leads that is a report's and not a case's; "" nowhere."""
    number = numbers.clean(typed)
    if not numbers.is_valid(number):
        return ""
    report = Report.objects.filter(access.within(actor, "reports.see"), number=number).first()
    return reverse("desk:report", args=[number]) if report else ""
