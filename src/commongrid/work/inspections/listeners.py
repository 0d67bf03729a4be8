"""What inspections do when something happened to a case or a place: look again, count no more, go on elsewhere."""

from __future__ import annotations

from uuid import UUID

from commongrid.base.journal.terms import Recorded
from commongrid.work.inspections import acts


def on_closed(entry: Recorded) -> None:
    """A case was closed: its gaps are looked at again."""
    acts.case_closed(UUID(entry.subject_id), at=entry.at)


def on_reopened(entry: Recorded) -> None:
    """A case goes round once more."""
    acts.case_reopened(UUID(entry.subject_id), at=entry.at)


def on_void(entry: Recorded) -> None:
    """A case was void."""
    acts.case_void(UUID(entry.subject_id), at=entry.at)


def on_merged(entry: Recorded) -> None:
    """A case became part of another."""
    acts.case_merged(UUID(entry.subject_id), UUID(str(entry.data["into"])), at=entry.at)


def on_premises_gone(entry: Recorded) -> None:
    """A place is closed, or was one with another."""
    acts.premises_gone(UUID(entry.subject_id), at=entry.at)
