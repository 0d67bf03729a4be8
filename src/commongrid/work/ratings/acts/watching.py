"""What time does: ratings run out, musts that fail are warned of, words are forgotten. Withdrawing is done by a person."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from commongrid.base.access.acts import require
from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.verdicts import Refused, Why
from commongrid.work.ratings import judging, queries, rules
from commongrid.work.ratings.acts.core import held, move, tell
from commongrid.work.ratings.acts.rating import DECIDE
from commongrid.work.ratings.models import Rating
from commongrid.work.ratings.terms import STANDS, State

AT_ONCE = 1_000


def expire(today: date, *, at: datetime) -> int:
    """Ratings whose last day has passed end; the keeper is told. How many."""
    over = Rating.objects.filter(state__in=[str(each) for each in STANDS], until__lt=today)
    found = list(over.select_related("premises").order_by("until", "pk")[:AT_ONCE])
    for each in found:
        with transaction.atomic():
            move(each, "rating.expired", {"state": State.EXPIRED}, by=SYSTEM, at=at)
            tell(each, Why("ratings.told_expired", {"name": each.name}), at=at)
    return len(found)


def watch(today: date, *, at: datetime) -> int:
    """Warn of musts that are not met any more, and lift warnings where they are met again; how many ratings moved."""
    moved = 0
    for each in queries.to_watch():
        criteria = queries.edition_kept(each.edition_id)
        failing = judging.failing_musts(criteria, queries.known_of(each.premises, today), today)
        if failing and each.state == State.IN_FORCE:
            moved += _warn(each, failing, today, at=at)
        elif not failing and each.state == State.WARNED:
            back: dict[str, Any] = {"state": State.IN_FORCE, "warned_at": None, "failing": []}
            move(each, "rating.warning_lifted", back, by=SYSTEM, at=at)
            moved += 1
    return moved


@transaction.atomic
def _warn(rating: Rating, failing: tuple[str, ...], today: date, *, at: datetime) -> int:
    until = today + timedelta(days=queries.policy().warn_days)
    changes = {
        "state": State.WARNED, "warned_at": at, "failing": list(failing), "hear_until": until, "explanation": None,
        "explained_at": None,
    }  # fmt: skip
    told: dict[str, str | int] = {"name": rating.name, "n": len(failing), "until": until.isoformat()}
    move(rating, "rating.warned", changes, told, by=SYSTEM, at=at)
    tell(rating, Why("ratings.told_warned", told), at=at)
    return 1


@transaction.atomic
def withdraw(rating_id: UUID, *, by: Actor, at: datetime, why: str) -> Rating:
    """Take a rating back whose musts fail, after the keeper was heard; it may be contested like any other decision.

    Refused: ratings.still_heard, ratings.say_why, ratings.not_in_state.
    """
    found = held(rating_id, "withdraw")
    require(by, DECIDE, found)
    heard = rules.is_heard(found.hear_until, found.explained_at is not None, timezone.localtime(at).date())
    if not heard.answer:
        raise Refused(heard.why[0].key, **heard.why[0].facts)
    if not why.strip():
        raise Refused("ratings.say_why")
    changes = {
        "state": State.WITHDRAWN, "decided_at": at, "decided_by": by.account_id, "decided_unit": by.unit_id, "why": why,
        "appeal": None, "appealed_at": None, "appeal_decided_at": None, "appeal_why": "",
    }  # fmt: skip
    move(found, "rating.withdrawn", changes, {"why": why}, by=by, at=at)
    days = queries.policy().appeal_days
    tell(found, Why("ratings.told_withdrawn", {"name": found.name, "why": why, "days": days}), at=at)
    return found


def expire_words(before: datetime, *, at: datetime) -> int:
    """Forget what keepers wrote about ratings last moved before `before` that nothing waits for; how many."""
    waiting = Q(state=State.PROPOSED) | Q(appealed_at__isnull=False, appeal_decided_at=None)
    old = Rating.objects.filter(moved_at__lt=before).exclude(waiting)
    return old.filter(Q(explanation__isnull=False) | Q(appeal__isnull=False)).update(
        explanation=None, appeal=None
    )
