"""History that was folded elsewhere comes in, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from commongrid.insight.figures import folding
from commongrid.insight.figures.acts import writing
from commongrid.insight.figures.terms import Facts


def bring_in(facts: Iterable[Facts], *, at: datetime) -> None:
    """Take in folded facts of a batch of subjects, and add them to the sums, in the caller's transaction.

    Call it last in the transaction: writers of figures wait for each other from here to its end. Facts that are
    there already are replaced, so bringing the same history in twice counts it once. Batches of some thousand
    subjects are cheapest.
    """
    writing.lock()
    writing.put(folding.together(facts), at=at)
