"""A whole file, several requests to a transaction and several processes at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from commongrid.base.verdicts import Refused
from commongrid.doors.exchange import forking
from commongrid.doors.exchange.boston import walking
from commongrid.doors.exchange.boston.founding import Boston
from commongrid.doors.exchange.boston.reading import Request
from commongrid.doors.exchange.boston.walking import Walked
from commongrid.intake.models import Report

BATCH = 25
type Outcome = tuple[Request, Walked | str]


@dataclass(frozen=True, slots=True)
class Errand:
    """What every process is told: the city, and until when the file has seen its requests."""

    boston: Boston
    seen_until: datetime


def replay(
    requests: Sequence[Request], boston: Boston, *, seen_until: datetime, processes: int
) -> Iterator[Outcome]:
    """Each request with how far it came, or with the reason it was refused for."""
    batches = [requests[at : at + BATCH] for at in range(0, len(requests), BATCH)]
    for outcomes in forking.each(_batch, batches, Errand(boston, seen_until), processes):
        yield from outcomes


def _batch(errand: Errand, batch: Sequence[Request]) -> list[Outcome]:
    """All of the batch or, when the process is killed, nothing of it; a refused one leaves nothing of itself."""
    with transaction.atomic():
        known = _known(batch)
        return [(request, _one(errand, request, known.get(walking.key(request)))) for request in batch]


def _known(batch: Sequence[Request]) -> dict[str, Report]:
    keys = [walking.key(request) for request in batch]
    channels = {*walking.CHANNELS.values(), "api"}
    found = Report.objects.select_related("case__lead_unit").filter(channel__in=channels, source_key__in=keys)
    return {report.source_key: report for report in found}


def _one(errand: Errand, request: Request, report: Report | None) -> Walked | str:
    try:
        with transaction.atomic():
            return walking.walk(request, errand.boston, report, seen_until=errand.seen_until)
    except Refused as refused:
        return refused.why.key
