"""What figures do with a batch of entries: each subject's facts are moved on, and the sums by the difference."""

from __future__ import annotations

from collections.abc import Sequence

from commongrid.base.journal.terms import Recorded
from commongrid.insight.figures import acts


def hear(entries: Sequence[Recorded]) -> None:
    """Count what these entries tell, once for all of them."""
    acts.count(entries, at=entries[-1].recorded_at)
