"""The half hour as it was measured: for each month median, ninth decile and the share that was kept; numbers and nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from commongrid.doors.desk.mediation import frame
from commongrid.doors.look.gate import opens_for
from commongrid.work.mediation import pacing, queries

MONTHS = 12


@opens_for("court.see", "mediation.see", "mediation.set_up")
@require_GET
def pace(request: HttpRequest) -> HttpResponse:
    """Twelve months of minutes from application to delivery; who may see a single one finds it in their own list."""
    rows = [_month(since, until) for since, until in _months(timezone.localtime())]
    return frame.page(request, "court_pace", {"rows": rows, "any": any(row["many"] for row in rows)})


def _months(now: datetime) -> list[tuple[datetime, datetime]]:
    first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    edges = [first]
    for _nth in range(MONTHS - 1):
        before = edges[-1]
        edges.append(
            before.replace(year=before.year - (before.month == 1), month=(before.month - 2) % 12 + 1)
        )
    nexts = [now, *edges[:-1]]
    return list(zip(edges, nexts, strict=True))


def _month(since: datetime, until: datetime) -> dict[str, Any]:
    spread = pacing.spread(queries.measured(since, until))
    return {"month": since, "many": spread.many, "spread": spread}
