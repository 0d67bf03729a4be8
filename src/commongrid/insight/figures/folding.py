"""From journal entries to facts: `fold` takes whole histories, `advance` one entry more; they always agree."""

from __future__ import annotations

from collections.abc import Sequence

from commongrid.base.journal.terms import Recorded
from commongrid.insight.figures.terms import Facts


def fold(entries: Sequence[Recorded]) -> Facts:
    """The facts of one or several subjects (cases and reports), each with its entries in order of seq."""
    raise NotImplementedError
