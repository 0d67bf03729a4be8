"""The table of dues follows demands and places: laid out in batches, put right when a place changed, swept when over."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, QuerySet

from commongrid.registry.places import queries as places
from commongrid.registry.premises import queries as premises
from commongrid.registry.premises.models import Premises
from commongrid.work.patrol import queries
from commongrid.work.patrol.models import Demand, Due, LastLook, Tally
from commongrid.work.patrol.queries import demands as choosing
from commongrid.work.patrol.terms import Facet, What

BATCH = 5_000
LAY = """
with picked as ({picked}),
known as (
  select picked.*, (select max(visited_on) from patrol_due where patrol_due.code = picked.code) as visited_on from picked
),
laid as (
  insert into patrol_due (demand_id, premises_id, code, area, visited_on, due_on)
  select %s, {premises}, code, area, visited_on, coalesce(
           greatest(visited_on + %s::int, %s::date), %s::date + (abs(hashtext(code)::bigint) %% %s)::int
         )
    from known order by code
  on conflict (code, demand_id) do update set area = excluded.area, premises_id = excluded.premises_id
    where patrol_due.area <> excluded.area or patrol_due.premises_id is distinct from excluded.premises_id
)
select (select count(*) from picked), (select area || '~' || code from picked order by area desc, code desc limit 1)
"""
"""A visit under another demand counts here too. A place nobody has visited yet is due on some day of the first interval,
by its code: not all on the first day."""


def lay_batch(demand: Demand, begun: str, *, at: datetime, most: int = BATCH) -> str:
    """Lay out the next places of a demand after `begun` ("kind~area~code"); where it came to, "" at the end.

    Places that stand already keep their days. Done twice it changes nothing.
    """
    if demand.what == What.GRID:
        _write(demand, "null::uuid", _grids(demand))
        return ""
    kind, _tilde, rest = (begun or f"{min(demand.kinds)}~~").partition("~")
    area, _tilde, code = rest.partition("~")
    rows = choosing.narrowed(premises.walked(demand.area, kind, "", (area, code)), demand)
    picked, last = _write(demand, "id", rows.values("id", "area", "code")[:most])
    if picked == most:
        return f"{kind}~{last}"
    later = [each for each in sorted(demand.kinds) if each > kind]
    return f"{later[0]}~~" if later else ""


def _grids(demand: Demand) -> QuerySet[Any, Any]:
    return places.current_grids(demand.area).values("code", area=F("code"))


def _write(demand: Demand, which: str, rows: QuerySet[Any, Any]) -> tuple[int, str]:
    picked, values = rows.query.sql_with_params()
    with connection.cursor() as db:
        days: list[Any] = [demand.pk, demand.step_days, demand.starts_on, demand.starts_on, demand.step_days]
        db.execute(LAY.format(picked=picked, premises=which), [*values, *days])
        told = db.fetchone()
    return int(told[0]), str(told[1] or "")


def sweep(today: date, *, at: datetime) -> int:
    """Take away what is due no more: under demands that are over, at places that are gone or fit no longer; how many."""
    gone = 0
    for demand in Demand.objects.filter(ends_on__lt=today):
        gone += _drop(Due.objects.filter(demand=demand))
    for demand in queries.in_force(today):
        gone += _drop(choosing.not_fitting(demand))
    Tally.objects.filter(n=0).delete()
    return gone


def _drop(rows: QuerySet[Due]) -> int:
    """In batches, so that nobody waits for a check-in."""
    gone = 0
    while ids := list(rows.values_list("pk", flat=True)[:BATCH]):
        gone += Due.objects.filter(pk__in=ids).delete()[0]
    return gone


def looked_at(code: str, gaps: int, on: date, *, at: datetime) -> None:
    """An inspection was made: what it found is kept for the demands that ask for it. An older one changes nothing."""
    place = Premises.objects.only("pk").filter(code=code).first()
    if place is None or LastLook.objects.filter(premises=place, on__gt=on).exists():
        return
    LastLook.objects.update_or_create(premises=place, defaults={"on": on, "gaps": gaps})
    if any(each.facet == Facet.GAPS for each in queries.in_force(on)):
        place_changed(place.pk, on, at=at)


@transaction.atomic
def place_changed(premises_id: UUID, today: date, *, at: datetime) -> int:
    """A place was added, moved, changed or closed: what is due there is put right at once; how many rows stand."""
    place = Premises.objects.defer("found").filter(pk=premises_id).first()
    if place is None:
        return 0
    fitting = [each for each in queries.in_force(today) if choosing.fits(each, place)]
    Due.objects.filter(code=place.code).exclude(demand__in=fitting).delete()
    Due.objects.filter(code=place.code).exclude(area=place.area).update(area=place.area)
    rows = Premises.objects.filter(pk=place.pk).values("id", "area", "code")
    for each in fitting:
        _write(each, "id", rows)
    return len(fitting)
