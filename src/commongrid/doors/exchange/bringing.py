"""One batch of history: the cases with their entries, and the facts they make, in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from commongrid.cases import acts as cases
from commongrid.cases import past
from commongrid.cases.past import Past
from commongrid.doors.exchange import progress
from commongrid.insight.figures import acts as figures
from commongrid.insight.figures import folding, queries
from commongrid.work.tallies import acts as tallies

TRIES = 5


def bring_in(batch: Sequence[Past], *, at: datetime, draw: Callable[[int], int] = secrets.randbelow) -> None:
    """All of the batch or nothing; once more with other numbers when another process has just given one of these."""
    for left in reversed(range(TRIES)):
        try:
            with transaction.atomic():
                cases.bring_in(batch, at=at, draw=draw)
                figures.bring_in(folding.fold(past.recorded(case)) for case in batch)
            return
        except IntegrityError as fault:
            if not left or "cases_case_number" not in str(fault):
                raise


def count_anew(bar: progress.Bar, *, at: datetime) -> None:
    """What stands at the end of an import: the sums of the months that got history, and the work lists."""
    owing = len(queries.owing())
    for _ in bar.counted((1 for _ in figures.sum_owed(at=at)), owing, "Figures by month"):
        pass
    tallies.rebuild(at=at)
