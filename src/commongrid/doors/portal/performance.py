"""What a party's page of performance tells."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from commongrid.work.mediation import performing, queries
from commongrid.work.mediation.models import Agreement, Instalment, Party
from commongrid.work.mediation.terms import Stage


def performance(made: Agreement, party: Party, now: datetime) -> dict[str, Any]:
    """What is owed, whether it is late, and what is open to a creditor."""
    rows = queries.instalments(made)
    late = [row for row in rows if performing.is_late(row.state, row.due_at, now)]
    found = queries.confirmation_of(made)
    confirmed = found is not None and found.stage == Stage.CONFIRMED
    until = queries.enforce_by(made) if confirmed else None
    return {
        "mediation": made.mediation,
        "agreement": made,
        "party": party,
        "rows": [(row, row in late) for row in rows],
        "owes_me": [row for row in late if row.creditor_id == party.pk],
        "routes": performing.routes(confirmed=confirmed) if late else (),
        "confirmed": confirmed,
        "until": until,
        "until_moment": until.at - timedelta(seconds=1) if until else None,
        "is_performed": bool(rows) and all(row.state == "done" for row in rows),
    }


def row_or_none(made: Agreement, nth: int, party: Party) -> Instalment | None:
    """One of the rows a party has to do with."""
    rows = queries.instalments(made)
    return next(
        (row for row in rows if row.nth == nth and party.pk in (row.debtor_id, row.creditor_id)), None
    )
