"""What follow-up calls do when something happened to a case."""

from __future__ import annotations

from uuid import UUID

from commongrid.base.journal.terms import Recorded
from commongrid.work.followups import acts


def on_closed(entry: Recorded) -> None:
    """A case was closed, or settled on the spot: perhaps whoever raised it is called."""
    acts.case_closed(UUID(entry.subject_id), at=entry.at)
