"""Ratings: queues of the desk, those of a place, and the public register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from commongrid.base.access import queries as access
from commongrid.base.access.terms import Actor
from commongrid.registry.premises.models import Premises
from commongrid.work.ratings.models import Rating
from commongrid.work.ratings.terms import STANDS, State

AFTER_DIGITS = ":"
MOST_WORDS = 40
STANDING = [str(each) for each in STANDS]
QUEUES = ("proposed", "appeals", "warned", "soon", "in_force", "not_met", "over")
"""The queues of the desk: being heard, contested, warned, running out soon, in force, not met, withdrawn or run out."""


def rating(rating_id: UUID) -> Rating | None:
    """One with its place (primary key)."""
    found = Rating.objects.select_related("premises").defer("premises__found")
    return found.filter(pk=rating_id).first()


def of_premises(premises: Premises, most: int = 10) -> list[Rating]:
    """All of one place, the newest first (index ratings_of_premises)."""
    return list(Rating.objects.filter(premises=premises).order_by("-proposed_at")[:most])


def standing(premises: Premises) -> Rating | None:
    """What its plate tells: the rating that stands, else the last one that ran out (index ratings_of_premises)."""
    states = [*STANDING, State.EXPIRED]
    found = list(Rating.objects.filter(premises=premises, state__in=states).order_by("-proposed_at")[:5])
    return next((each for each in found if each.state in STANDING), found[0] if found else None)


def within(rows: QuerySet[Rating], actor: Actor) -> QuerySet[Rating]:
    """Those of an actor's own area, as a range the index can walk, and of the reach of the post."""
    reached = rows.filter(access.within(actor, "ratings.see"))
    return reached.filter(area__gte=actor.area, area__lt=actor.area + AFTER_DIGITS) if actor.area else reached


def listed(queue: str, actor: Actor, today: date, soon: int, most: int = 100) -> list[Rating]:
    """One queue, the longest waiting first; one row more than `most` when there are more.

    Indexes ratings_listed, ratings_appeals, ratings_until.
    """
    rows = within(Rating.objects.filter(_of(queue, today, soon)), actor)
    order = {"appeals": ("appealed_at", "id"), "soon": ("until", "id")}.get(queue, ("proposed_at", "id"))
    return list(rows.select_related("premises").defer("premises__found").order_by(*order)[: most + 1])


def _of(queue: str, today: date, soon: int) -> Q:
    if queue == "appeals":
        return Q(appealed_at__isnull=False, appeal_decided_at=None)
    if queue == "soon":
        return Q(state__in=STANDING, until__range=(today, today + timedelta(days=soon)))
    if queue == "over":
        return Q(state__in=[State.WITHDRAWN, State.EXPIRED, State.DROPPED])
    return Q(state=queue)


def counts(actor: Actor, today: date, soon: int) -> dict[str, int]:
    """How many stand in each queue within the actor's area."""
    return {queue: within(Rating.objects.filter(_of(queue, today, soon)), actor).count() for queue in QUEUES}


def of_keeper(person_id: UUID) -> list[Rating]:
    """Ratings of places this person is the contact of, the newest first (index premises_premises_keeper)."""
    found = Rating.objects.filter(premises__keeper=person_id).exclude(state=State.DROPPED)
    return list(found.select_related("premises").defer("premises__found").order_by("-proposed_at")[:50])


def register(
    scheme: str,
    today: date,
    words: str = "",
    area: str = "",
    *,
    after: tuple[str, str] = ("", ""),
    most: int = 50,
) -> list[Rating]:
    """Places that are rated safe today, by name; one row more when there is another page. What has run out is left out.

    Index ratings_register: walked by scheme and name; words and area are checked row by row, a page of them.
    """
    rows = Rating.objects.filter(scheme=scheme, state__in=STANDING, until__gte=today)
    if words:
        rows = rows.filter(Q(name__icontains=words[:MOST_WORDS]) | Q(address__icontains=words[:MOST_WORDS]))
    if area:
        rows = rows.filter(area__gte=area, area__lt=area + AFTER_DIGITS)
    if after[0]:
        rows = rows.filter(Q(name__gt=after[0]) | Q(pk__gt=after[1]), name__gte=after[0])
    return list(rows.order_by("name", "id")[: most + 1])


def to_watch() -> Iterator[Rating]:
    """Every rating that stands, for the nightly look (index ratings_until)."""
    rows = Rating.objects.filter(state__in=STANDING).select_related("premises").defer("premises__found")
    return rows.order_by("until", "pk").iterator(500)
