"""What a phone holds of inspections and of today's round: each place's page and its form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.registry.checklists import queries as checklists
from commongrid.registry.places import queries as places
from commongrid.work.inspections import queries as inspections
from commongrid.work.patrol import queries as patrol
from commongrid.work.patrol.terms import StopState

MOST_INSPECTIONS = 100


def inspections_of(actor: Actor, now: datetime, hour: str) -> Iterator[tuple[str, tuple[object, ...]]]:
    """What is due to be inspected, each place's own page and its checklist's form."""
    if not access.has(actor, "inspections.make"):
        return
    due = inspections.due_here(actor, timezone.localdate(now))
    editions = {one.code: one.edition_id for one in checklists.in_use()}
    yield reverse("field:inspections"), (hour[:10], [(task.premises.code, task.checklist) for task in due])
    for task in due[:MOST_INSPECTIONS]:
        place = task.premises
        again = f"?again={task.again}" if task.again else ""
        drawn = (editions.get(task.checklist), place.seq, again)
        yield reverse("field:inspect", args=[place.code, task.checklist]) + again, drawn
        yield reverse("field:premises", args=[place.code]), (place.seq, editions)


def patrol_of(actor: Actor, now: datetime, hour: str) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Today's round, its map, and the page of each of its places that is not over."""
    if not access.has(actor, "patrol.walk"):
        return
    found = patrol.round_of(actor.post_id or 0, timezone.localdate(now))
    stops = patrol.stops_of(found) if found else []
    drawn = [(one.code, one.state, one.number) for one in stops]
    yield reverse("field:patrol"), (hour, found and found.seq, drawn)
    yield reverse("field:patrol_map"), (places.version(), drawn)
    for one in stops:
        if one.state in (StopState.PLANNED, StopState.LEFT_OUT):
            yield reverse("field:checkin", args=[one.code]), (hour[:10], one.is_urgent, one.words)
