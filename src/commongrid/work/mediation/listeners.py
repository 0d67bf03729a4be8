"""What is heard when a mediation ends: the case it came from is told that, and no more."""

from __future__ import annotations

from commongrid.base.journal.terms import Recorded
from commongrid.work.mediation import acts

STATES = {
    "mediation.agreed": "agreed",
    "mediation.failed": "failed",
    "mediation.stopped": "failed",
    "mediation.withdrawn": "withdrawn",
    "mediation.declined": "declined",
    "mediation.referred": "referred",
}


def on_end(entry: Recorded) -> None:
    """A mediation came to an end; where it came from a case, its handlers read so."""
    if case := entry.data.get("case"):
        acts.report_back(str(case), STATES[entry.kind], at=entry.at)
