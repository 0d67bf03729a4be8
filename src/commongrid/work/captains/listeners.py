"""What captains do when something happened to a case, a report or a place."""

from __future__ import annotations

from uuid import UUID

from commongrid.base.journal.terms import Recorded
from commongrid.work.captains import acts


def on_closed(entry: Recorded) -> None:
    """A case was closed: the gap a captain asked help for is put right."""
    acts.case_closed(UUID(entry.subject_id), at=entry.at)


def on_declined(entry: Recorded) -> None:
    """A report was declined."""
    acts.report_declined(UUID(entry.subject_id), at=entry.at)


def on_premises_gone(entry: Recorded) -> None:
    """A place is closed, or was one with another."""
    acts.premises_gone(UUID(entry.subject_id), at=entry.at)
