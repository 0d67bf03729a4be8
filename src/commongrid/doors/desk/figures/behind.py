"""The list behind a figure: one row for everything it counts. What the reader may not be told of keeps its row, without a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.cases import queries as cases
from commongrid.cases.models import Case
from commongrid.doors.desk import lists
from commongrid.doors.desk.figures.tables import Value
from commongrid.doors.desk.filters import Filter
from commongrid.doors.look import facts, naming
from commongrid.intake import queries as intake
from commongrid.intake.models import Report

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list; `case` is None where nothing may be told."""

    case: Case | Report | None
    """For its light; a report has none: what counts is what became of it."""
    url: str
    title: str
    line: str
    side: str
    received_at: datetime | None = None


def rows(ids: Sequence[UUID], actor: Actor, *, of_reports: bool) -> list[Row]:
    """The rows of these subjects, in their order: one query for a page."""
    found = _read(ids, actor, of_reports=of_reports)
    return [_row(found[one]) if one in found else _quiet(of_reports) for one in ids]


def untold(shown: Iterable[Row]) -> int:
    """How many of them are counted but not named."""
    return sum(row.case is None for row in shown)


def _read(ids: Sequence[UUID], actor: Actor, *, of_reports: bool) -> Mapping[UUID, Any]:
    """Those the reader may be told of: within the reach of their post, and not confidential (primary keys)."""
    wanted: QuerySet[Any]
    if of_reports:
        wanted = (
            intake.for_reading().filter(access.within(actor, "reports.see")).exclude(case__confidential=True)
        )
        wanted = wanted.select_related("matter__current").defer("words")
    else:
        wanted = cases.rows(cases.seen_by(actor)).filter(confidential=False)
    found = {one.pk: one for one in wanted.filter(pk__in=set(ids))}
    return {pk: one for pk, one in found.items() if not (of_reports and _is_confidential(one))}


def _is_confidential(report: Any) -> bool:
    current = report.matter.current if report.matter else None
    return bool(current and current.confidential)


def _row(subject: Case | Report) -> Row:
    if isinstance(subject, Case):
        shown = lists.row(subject, Filter())
        return Row(subject, shown.url.rstrip("?"), shown.title, shown.line, shown.side)
    language = get_language() or "zh-hans"
    line = (" · " if language.startswith("en") else "·").join(
        (_place(subject), facts.word("channel", subject.channel, language))
    )
    url = reverse("desk:report", args=[subject.number])
    return Row(
        subject,
        url,
        _matter(subject),
        line,
        facts.word("status", subject.status, language),
        subject.received_at,
    )


def _matter(subject: Case | Report) -> str:
    current = subject.matter.current if subject.matter else None
    if current is None:
        return _("A report without a matter yet")
    is_english = (get_language() or "").startswith("en")
    return str((current.name_en if is_english else "") or current.name_zh)


def _place(subject: Case | Report) -> str:
    return subject.address or naming.of(subject.grid or subject.division) or _("place not known")


def _quiet(of_reports: bool) -> Row:
    title = _("A report kept confidential") if of_reports else _("A case kept confidential")
    return Row(None, "", title, _("counted here, not named"), "")


def columns(of_reports: bool) -> tuple[str, ...]:
    """The columns of the list as a file."""
    shared = (_("Number"), _("Matter"), _("Place"), _("Channel"), _("Status"))
    if of_reports:
        return (*shared, _("Received"))
    return (*shared, _("Unit"), _("Opened"), _("Due"), _("Closed"))


def told(ids: Iterable[UUID], actor: Actor, *, of_reports: bool) -> Iterator[tuple[Value, ...]]:
    """The same rows as a file tells them, as many as there are, read some hundred at a time."""
    for some in _in_parts(ids):
        found = _read(some, actor, of_reports=of_reports)
        for one in some:
            yield _told(found[one]) if one in found else (_quiet(of_reports).title,)


def _in_parts(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    some: list[UUID] = []
    for one in ids:
        some.append(one)
        if len(some) == AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _told(subject: Case | Report) -> tuple[Value, ...]:
    language = get_language() or "zh-hans"
    shared = (
        subject.number,
        _matter(subject),
        _place(subject),
        facts.word("channel", subject.channel, language),
        facts.word("status", subject.status, language),
    )
    if isinstance(subject, Report):
        return (*shared, subject.received_at)
    unit = naming.of(subject.lead_unit) if subject.lead_unit else ""
    return (*shared, unit, subject.opened_at, subject.due_at, subject.closed_at)
