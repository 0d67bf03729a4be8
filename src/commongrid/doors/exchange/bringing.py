"""One batch of history: the cases with their entries, and the figures they make, in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from commongrid.cases import acts as cases
from commongrid.cases import past
from commongrid.cases.past import Past
from commongrid.insight.figures import acts as figures
from commongrid.insight.figures import folding

TRIES = 5


def bring_in(batch: Sequence[Past], *, at: datetime, draw: Callable[[int], int] = secrets.randbelow) -> None:
    """All of the batch or nothing; once more with other numbers when another process has just given one of these."""
    for left in reversed(range(TRIES)):
        try:
            with transaction.atomic():
                cases.bring_in(batch, at=at, draw=draw)
                figures.bring_in([folding.fold(past.recorded(case)) for case in batch], at=at)
            return
        except IntegrityError as fault:
            if not left or "cases_case_number" not in str(fault):
                raise
