"""How a law of the house fails: what it says, why it stands, how it is usually mended, then the faults."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pytest

SHOWN = 40


@dataclass(frozen=True)
class Law:
    says: str
    why: str
    mend: str

    def holds(self, faults: Iterable[str]) -> None:
        """Fail with the law in words when there is any fault (one line each, `path:line what`)."""
        found = sorted(set(faults))
        if not found:
            return
        shown = found[:SHOWN] + ([f"… and {len(found) - SHOWN} more"] if len(found) > SHOWN else [])
        lines = [
            f"The law:  {self.says}",
            f"Why:      {self.why}",
            f"To mend:  {self.mend}",
            f"Broken {len(found)} times:",
            *(f"  - {fault}" for fault in shown),
        ]
        pytest.fail("\n".join(lines), pytrace=False)
