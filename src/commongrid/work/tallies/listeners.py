"""What the tallies do with a batch of entries: the cells of the cases in it are counted anew."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from commongrid.base.journal.terms import Recorded
from commongrid.work.tallies import acts


def hear(entries: Sequence[Recorded]) -> None:
    """Recount what these entries touched, once for all of them."""
    cases = {UUID(entry.subject_id) for entry in entries if entry.subject_kind == "case"}
    if cases:
        acts.recount(cases, at=entries[-1].recorded_at)
