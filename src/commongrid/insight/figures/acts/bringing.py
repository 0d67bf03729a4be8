"""History that was folded elsewhere comes in, a batch at a time; the sums of its months are made when all of it is there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime

from django.db import connection, transaction

from commongrid.insight.figures import folding, measures, queries
from commongrid.insight.figures.acts import writing
from commongrid.insight.figures.acts.rebuilding import sum_month
from commongrid.insight.figures.acts.writing import TABLES
from commongrid.insight.figures.terms import Facts


def bring_in(facts: Iterable[Facts]) -> None:
    """Take in folded facts of new subjects, in the caller's transaction. Their months owe sums until `sum_owed`.

    To move the sums with each batch costs ten times what making a month's sums once does. Raises IntegrityError
    for subjects that have facts already.
    """
    whole = folding.together(facts)
    _owe(_months(whole))
    for table in TABLES:
        writing.lay(table, table.rows(whole))


def sum_owed(*, at: datetime) -> Iterator[date]:
    """Make the sums of the months that owe them, a transaction each; gives each month as it is done.

    A month waits for the batches that are just bringing something into it; what comes after owes it anew.
    """
    for month in queries.owing():
        with transaction.atomic():
            with connection.cursor() as db:
                db.execute("delete from figures_owed where month = %s", [month])
            sum_month(month, at=at)
        yield month


def _months(facts: Facts) -> list[date]:
    days = {
        getattr(row, slot)
        for table in TABLES
        for slot in measures.slots(table.name)
        for row in table.rows(facts)
    }
    return sorted({day.replace(day=1) for day in days if day})


def _owe(months: Collection[date]) -> None:
    """Note the months and hold the notes to the end of the transaction, so that nobody sums them without these facts."""
    left = sorted(months)
    with connection.cursor() as db:
        while left:
            db.execute("select month from figures_owed where month = any(%s) for key share", [left])
            held = {row[0] for row in db.fetchall()}
            left = [month for month in left if month not in held]
            db.execute(
                "insert into figures_owed (month) select unnest(%s::date[]) on conflict do nothing", [left]
            )
