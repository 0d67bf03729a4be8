"""What reporting gives, and what deciding about a report gives over the case behind it: read it as a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal
from uuid import UUID

from commongrid.base.access.terms import EVERYTHING, Actor, Grant, Is

ANYBODY = ("reports.receive",)
OWN = ("reports.see", "reports.follow", "reports.withdraw", "reports.appeal", "reports.claim")
OWN_CASE = ("cases.rate", "cases.urge", "cases.reopen", "cases.comment", "cases.attach")

type Behind = Literal["cases.open", "cases.join", "reports.admit"]
"""Opening the case of a report, counting a reporter in, admitting what was settled on the spot."""


def of_reporter(reports: Iterable[UUID], cases: Iterable[UUID]) -> tuple[Grant, ...]:
    """A resident may report, and act on their own reports and on the cases behind those."""
    return (
        *(Grant(ability, EVERYTHING) for ability in ANYBODY),
        *(Grant(ability, Is("pk", report)) for report in reports for ability in OWN),
        *(Grant(ability, Is("pk", case)) for case in cases for ability in OWN_CASE),
    )


def deciding(by: Actor, ability: Behind) -> Actor:
    """Whoever may decide about the report may do this one thing with the case behind it."""
    return replace(by, grants=(*by.grants, Grant(ability, EVERYTHING)))
