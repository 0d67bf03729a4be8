"""Figures made anew from the journal while the city goes on working: short transactions, one after the other.

The facts of some thousand subjects at a time are folded from their whole history and put in place of what is kept,
then the sums are made anew month by month. In between the reader goes on: what a fold has seen it passes over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from commongrid.base.journal import queries as journal
from commongrid.insight.figures import folding, measures, queries
from commongrid.insight.figures.acts import writing
from commongrid.insight.figures.acts.writing import HAPPENINGS, TURNS, VOICES, Table
from commongrid.insight.figures.rules import next_month
from commongrid.insight.figures.terms import Cut, Grain

SLICE = 2000
"""Subjects folded in one transaction: a second or so."""


def rebuild(*, at: datetime, month: date | None = None) -> Iterator[str]:
    """Rebuild everything, or what has to do with one month; tells each step as it is done."""
    for kind in ("case", "report"):
        slices = queries.subjects_of(kind, month, SLICE) if month else queries.subjects(kind, SLICE)
        for ids in slices:
            refold(kind, ids, at=at)
            yield f"{kind} +{len(ids)}"
    for one in [month] if month else queries.months():
        sum_month(one, at=at)
        yield f"{one:%Y-%m}"


def refold(kind: str, ids: Collection[UUID], *, at: datetime) -> None:
    """Put what the journal says of some cases or reports in place of what is kept of them.

    Facts that no history explains are dropped; where months of the journal stand in archives they stay as they are.
    """
    with transaction.atomic():
        writing.lock()
        told = journal.histories(kind, [str(one) for one in ids])
        begun = {entry.subject_id for entry in told if entry.seq == 1}
        is_archived = journal.is_archived()
        known = [one for one in ids if str(one) in begun or not is_archived]
        kept = folding.together(
            (queries.kept_cases if kind == "case" else queries.kept_voices)(known).values()
        )
        anew = folding.fold([entry for entry in told if entry.subject_id in begun])
        writing.drop(kept, but=anew, at=at)
        writing.put(folding.changed(kept, anew), at=at)


def sum_month(month: date, *, at: datetime) -> None:
    """Make the sums of a month's days, and of the month, anew from the facts."""
    span = [month, next_month(month)]
    with transaction.atomic():
        writing.lock()
        with connection.cursor() as db:
            for sums in ("figures_cell", "figures_spread"):
                db.execute(
                    f"delete from {sums} where cut = any(%s) and grain = any(%s)"  # noqa: S608 (a table of ours)
                    " and starts_on >= %s and starts_on < %s",
                    [list(Cut), list(Grain), *span],
                )
        for table in (TURNS, HAPPENINGS, VOICES):
            writing.add(table, *_of_month(table, span), at=at)


def _of_month(table: Table, span: Sequence[date]) -> tuple[str, str, list[date]]:
    """The facts that count for something in a month, by the index of each of their days."""
    slots = measures.slots(table.name)
    found = " or ".join(f"({slot} >= %s and {slot} < %s)" for slot in slots)
    facts = f"select 1 as sign, {', '.join(table.columns)} from figures_{table.name} where {found}"  # noqa: S608 (columns of ours)
    return facts, "day >= %s and day < %s", [*list(span) * len(slots), *span]
