"""A resident as an actor: what is theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from commongrid.base.access.terms import Actor
from commongrid.intake import grants
from commongrid.intake.models import Report


def reporter(person_id: UUID | None = None, reports: Iterable[Report] = ()) -> Actor:
    """The resident as an actor: may report, and act on what is theirs and on the cases behind it."""
    theirs = list(reports)
    return Actor(
        kind="resident",
        role="resident",
        person_id=str(person_id) if person_id else None,
        grants=grants.of_reporter([report.pk for report in theirs], _cases(theirs)),
    )


def _cases(reports: Iterable[Report]) -> Iterator[UUID]:
    """The cases behind reports, those they were merged into too."""
    for report in reports:
        if report.case_id is not None:
            yield report.case_id
        if report.case is not None and report.case.merged_into_id is not None:
            yield report.case.merged_into_id
