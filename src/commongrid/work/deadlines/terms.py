"""Words of deadlines: what is marked when time passes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Light(StrEnum):
    """What a deadline has become. `overdue`: late once more by the same limit."""

    SOON = "soon"
    LATE = "late"
    OVERDUE = "overdue"


KINDS = ("deadlines.soon", "deadlines.late", "deadlines.overdue", "deadlines.report_late")


@dataclass(frozen=True, slots=True)
class Policy:
    """What the timetable does by itself. `answer_hours`: until a supervised unit has to answer."""

    urge_at_soon: bool = True
    supervise_overdue: bool = True
    answer_hours: int = 24
    originals_kept_days: int = 15


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
