"""How fast one account may write: far above what hands can do, far below what a runaway script would.

Counted in this process alone, in memory: it costs no statement, and several processes allow as many times more. What has
a tighter limit of its own (reports of residents, codes, photos, exports) keeps it in the database. The usual pace
(`STAFF_PACE`) lets a phone through that comes back with 500 reports and their photos.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from math import ceil

from commongrid.base.verdicts import Refused

MOST = 20_000


class TooOften(Refused):
    """Refused for now; `seconds` until the next is taken."""

    def __init__(self, seconds: int) -> None:
        super().__init__("people.too_often", seconds=seconds)
        self.seconds = seconds


@dataclass
class Pace:
    """A bucket for each account that fills up again (token bucket); the longest unused are forgotten first."""

    burst: float
    a_second: float
    left: OrderedDict[int, tuple[float, float]] = field(default_factory=OrderedDict)

    def take(self, account_id: int, now: float) -> int:
        """Take one; 0 when there was one, else the seconds to wait. `now` in seconds of any steady clock."""
        held, since = self.left.pop(account_id, (self.burst, now))
        held = min(self.burst, held + (now - since) * self.a_second)
        self.left[account_id] = (held - 1 if held >= 1 else held, now)
        if len(self.left) > MOST:
            self.left.popitem(last=False)
        return 0 if held >= 1 else ceil((1 - held) / self.a_second)
