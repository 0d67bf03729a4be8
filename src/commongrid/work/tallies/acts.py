"""Keeping the counts: the cells a batch of entries touched are counted anew, the others stay as they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import FETCH_RAISE, Q, QuerySet

from commongrid.cases.models import IS_OPEN, Case
from commongrid.work.tallies import queries
from commongrid.work.tallies.models import Seat, Tally
from commongrid.work.tallies.terms import AREA, Cell, Here, Of


def recount(case_ids: Iterable[UUID], *, at: datetime) -> int:
    """Count the cells anew that these cases left or entered; how many cells. Callers wait for each other."""
    wanted = set(case_ids)
    with transaction.atomic():
        _lock()
        before = list(Seat.objects.filter(pk__in=wanted))
        now = [_seat(case) for case in _open().filter(pk__in=wanted)]
        touched = {cell for seat in (*before, *now) for cell in _cells(seat)}
        Seat.objects.filter(pk__in=wanted).delete()
        Seat.objects.bulk_create(now)
        _replace(touched)
    return len(touched)


def rebuild(*, at: datetime) -> int:
    """Count everything anew from the cases; how many rows. For a table that was lost or doubted."""
    with transaction.atomic():
        _lock()
        Tally.objects.all().delete()
        Seat.objects.all().delete()
        seats = [_seat(case) for case in _open().iterator(2000)]
        Seat.objects.bulk_create(seats, batch_size=2000)
        rows = queries.counted({cell for seat in seats for cell in _cells(seat)})
        Tally.objects.bulk_create(rows, batch_size=2000)
    return len(rows)


def _lock() -> None:
    """Held to the end of the transaction: counts made side by side would each miss what the other has seen."""
    with connection.cursor() as db:
        db.execute("select pg_advisory_xact_lock(hashtextextended('tallies', 0))")


def _open() -> QuerySet[Case]:
    told = Case.objects.only("id", "centre_id", "area", "unit_ids", "called_ids")
    return told.fetch_mode(FETCH_RAISE).filter(IS_OPEN)


def _seat(case: Case) -> Seat:
    units = [*dict.fromkeys([*case.unit_ids, *case.called_ids])]
    return Seat(case_id=case.pk, centre_id=case.centre_id, area=case.area[:AREA], unit_ids=units)


def _cells(seat: Seat) -> list[Cell]:
    return [Here(seat.centre_id, seat.area), *(Of(unit) for unit in seat.unit_ids)]


def _replace(cells: set[Cell]) -> None:
    if not cells:
        return
    here = Q(pk__in=())
    for cell in cells:
        here |= (
            Q(unit_id=cell.unit_id, centre_id=None)
            if isinstance(cell, Of)
            else Q(centre_id=cell.centre_id, area=cell.area, unit_id=None)
        )
    Tally.objects.filter(here).delete()
    Tally.objects.bulk_create(queries.counted(cells))
