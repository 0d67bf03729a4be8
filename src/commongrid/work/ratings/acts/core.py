"""What every act on one rating does: its state, one row and one entry, and who is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.notices import acts as notices
from commongrid.base.notices.terms import Channel, Message
from commongrid.base.verdicts import Outrun, Refused, Why
from commongrid.registry.people import queries as people
from commongrid.registry.units.models import Post
from commongrid.work.ratings import rules
from commongrid.work.ratings.models import Rating
from commongrid.work.ratings.terms import RATING


def held(rating_id: UUID, act: str) -> Rating:
    """The row with its place, if the act is possible in its state. Refused: ratings.not_in_state."""
    found = Rating.objects.select_related("premises").get(pk=rating_id)
    verdict = rules.may(found.state, act)
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)
    return found


def move(
    rating: Rating,
    kind: str,
    changes: dict[str, Any],
    told: Mapping[str, Any] | None = None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Write the changes with their entry; Outrun when somebody was faster."""
    data = {"name": rating.name, "scheme": rating.scheme, **(told or {})}
    entry = NewEntry(kind, at, by.snapshot(), data)
    if not journal.move_subject(RATING, rating, entry, {**changes, "moved_at": at}):
        raise Outrun("ratings.outrun", name=rating.name)


def tell(rating: Rating, why: Why, *, at: datetime) -> None:
    """Tell whoever answers for the place: the contact by their own way, and the captain's inbox."""
    place = rating.premises
    way = people.way_to(place.keeper_id) if place.keeper_id else None
    reached = {place.keeper_id: Channel(way)} if place.keeper_id and way else {}
    post = Post.objects.filter(pk=place.captain_id).first() if place.captain_id else None
    accounts = frozenset({post.account_id}) if post else frozenset()
    path, key = f"/ratings/mine/{rating.pk}/", f"{why.key}:{rating.pk}:{rating.seq}"
    message = Message(why, f"rating:{place.code}"[:48], path, key, at, accounts=accounts, persons=reached)
    notices.tell([message], at=at)
