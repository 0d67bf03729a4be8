"""What became of a file's rows, as the replay prints it. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from commongrid.doors.exchange.boston.reading import Request
from commongrid.doors.exchange.boston.walking import Walked

SAYS = {True: "ONTIME", False: "OVERDUE"}


@dataclass
class Count:
    """Every row is in `opened` or in `refused`."""

    rows: int = 0
    opened: int = 0
    closed: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    with_target: int = 0
    agree: int = 0
    unsaid: int = 0
    unlocated: int = 0

    def add(self, request: Request, walked: Walked) -> None:
        """A case stands behind this row. Where the file has a target, do we say the same of it?"""
        self.rows += 1
        self.opened += 1
        self.closed += walked.is_closed
        self.unlocated += request.point is None
        if request.target is None:
            return
        self.with_target += 1
        self.unsaid += not request.said
        self.agree += walked.on_time is not None and SAYS[walked.on_time] == request.said

    def refuse(self, why: str) -> None:
        self.rows += 1
        self.refused[why] += 1

    def as_json(self) -> dict[str, object]:
        return {
            "rows": self.rows,
            "opened": self.opened,
            "closed": self.closed,
            "still_open": self.opened - self.closed,
            "refused": dict(self.refused),
            "with_target": self.with_target,
            "agree": self.agree,
            "agreement": round(self.agree / self.with_target, 5) if self.with_target else None,
        }

    def told(self) -> str:
        refused = "".join(f"\n  {times:,} {why}" for why, times in self.refused.most_common())
        share = f"{100 * self.agree / self.with_target:.2f} %" if self.with_target else "nothing to compare"
        return (
            f"{self.rows:,} rows: {self.opened:,} opened, {self.closed:,} closed, "
            f"{self.opened - self.closed:,} still open, {self.refused.total():,} refused{refused}\n"
            f"{self.unlocated:,} not located: filed under their neighbourhood or the city\n"
            f"{self.with_target:,} have a real target; on {self.agree:,} of them we say what the file says ({share}); "
            f"of {self.unsaid:,} it says nothing"
        )
