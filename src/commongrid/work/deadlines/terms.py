"""Words of deadlines: what is marked when time passes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from commongrid.base.calendar.terms import Limit, Unit


class Light(StrEnum):
    """What a deadline has become. `overdue`: late once more by the same limit."""

    SOON = "soon"
    LATE = "late"
    OVERDUE = "overdue"


KINDS = ("deadlines.soon", "deadlines.late", "deadlines.overdue", "deadlines.report_late")


A_WORKING_DAY = Limit(1, Unit.WORKING_DAYS)


@dataclass(frozen=True, slots=True)
class Policy:
    """What the timetable does by itself, and the city's figures it needs.

    `answer_within`: for the answer of a supervised unit. `reopen_within_days`: after closing.
    """

    urge_at_soon: bool = True
    supervise_overdue: bool = True
    answer_within: Limit = A_WORKING_DAY
    reopen_within_days: int = 15


@dataclass(frozen=True, slots=True)
class Ticked:
    """What one tick came to."""

    soon: int = 0
    late: int = 0
    overdue: int = 0
    resumed: int = 0
    reports: int = 0

    def __add__(self, other: Ticked) -> Ticked:
        return Ticked(
            self.soon + other.soon,
            self.late + other.late,
            self.overdue + other.overdue,
            self.resumed + other.resumed,
            self.reports + other.reports,
        )

    @property
    def total(self) -> int:
        return self.soon + self.late + self.overdue + self.resumed + self.reports
