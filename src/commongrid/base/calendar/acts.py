"""The only writers of the city's own calendar table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from commongrid.base.calendar import queries
from commongrid.base.calendar.models import CalendarVersion, CalendarYear, Holiday
from commongrid.base.calendar.terms import ListedDay, Named
from commongrid.base.verdicts import Refused


def import_days(
    days: Sequence[ListedDay], *, by: Named, at: datetime, why: str = "", complete: bool = True
) -> tuple[int, ...]:
    """Add listed days or replace those that stand; all or none. Gives the years touched.

    `complete` says these are whole yearly notices, so their years are known from now on. Running deadlines
    stay as they are until a case is relimited. Refused when there are no days, or a day stands twice.
    """
    if not days:
        raise Refused("calendar.no_days")
    if len({one.day for one in days}) < len(days):
        raise Refused("calendar.day_twice")
    years = tuple(sorted({one.day.year for one in days}))
    with transaction.atomic():
        Holiday.objects.bulk_create(
            [Holiday(one.day, one.kind.value, one.name, one.name_en, one.source) for one in days],
            update_conflicts=True,
            unique_fields=["day"],
            update_fields=["kind", "name", "name_en", "source"],
        )
        for year in years:
            _note_year(year, days, by=by, at=at, why=why, complete=complete)
        CalendarVersion.objects.get_or_create(pk=1, defaults={"number": 0})
        CalendarVersion.objects.filter(pk=1).update(number=F("number") + 1)
        transaction.on_commit(queries.forget)
    queries.forget()
    return years


def _note_year(
    year: int, days: Sequence[ListedDay], *, by: Named, at: datetime, why: str, complete: bool
) -> None:
    """A year once complete stays so when single days are added to it."""
    source = next(one.source for one in days if one.day.year == year)
    was_complete = CalendarYear.objects.filter(year=year, is_complete=True).exists()
    CalendarYear.objects.update_or_create(
        year=year,
        defaults={
            "source": source,
            "is_complete": complete or was_complete,
            "imported_at": at,
            "imported_by": by.name[:64],
            "imported_why": why[:200],
        },
    )
