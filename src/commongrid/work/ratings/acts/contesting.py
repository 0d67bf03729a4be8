"""The keeper's side: saying something to a proposal or a warning, appealing; and somebody else deciding the appeal."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from commongrid.base.access.acts import require
from commongrid.base.access.rules import may
from commongrid.base.access.terms import Actor
from commongrid.base.privacy.fields import sealed
from commongrid.base.verdicts import NotAllowed, Refused, Why
from commongrid.work.ratings import queries, rules
from commongrid.work.ratings.acts.core import held, move, tell
from commongrid.work.ratings.acts.rating import give
from commongrid.work.ratings.models import Rating
from commongrid.work.ratings.terms import Grade


def keeps(rating: Rating, by: Actor) -> bool:
    """Is this whoever answers for the place: its captain in their post, or its contact with a proven number?"""
    as_person = by.person_id is not None and by.person_id == str(rating.premises.keeper_id)
    return as_person or may(by, "ratings.answer", rating.premises).answer


def _demand_keeper(rating: Rating, by: Actor) -> None:
    if by.kind == "system" or not keeps(rating, by):
        raise NotAllowed("ratings.not_yours")


def _demand_words(words: str) -> None:
    if not words.strip() or len(words) > rules.MOST_WORDS:
        raise Refused("ratings.say_it", most=rules.MOST_WORDS)


def explain(rating_id: UUID, words: str, *, by: Actor, at: datetime) -> Rating:
    """The keeper says something to a proposal or a warning, as often as they like while they are heard; the last counts.

    Refused: ratings.not_in_state, ratings.say_it.
    """
    found = held(rating_id, "explain")
    _demand_keeper(found, by)
    _demand_words(words)
    told = sealed(Rating, "explanation", found.pk, words.strip())
    move(found, "rating.explained", {"explanation": told, "explained_at": at}, by=by, at=at)
    return found


def appeal(rating_id: UUID, words: str, *, by: Actor, at: datetime) -> Rating:
    """The keeper contests it, once and within the days told. Refused: ratings.appeal_over, ratings.appealed_already, ratings.say_it."""
    found = held(rating_id, "appeal")
    _demand_keeper(found, by)
    _demand_words(words)
    decided = timezone.localtime(found.decided_at).date() if found.decided_at else None
    verdict = rules.may_appeal(
        decided,
        timezone.localtime(at).date(),
        queries.policy().appeal_days,
        appealed=found.appealed_at is not None,
    )
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)
    told = sealed(Rating, "appeal", found.pk, words.strip())
    move(found, "rating.appealed", {"appeal": told, "appealed_at": at}, by=by, at=at)
    return found


@transaction.atomic
def decide_appeal(rating_id: UUID, *, upheld: bool, by: Actor, at: datetime, why: str) -> Rating:
    """Somebody of another unit decides, with reasons: the rating is given after all, or it stays as it was.

    Refused: ratings.no_appeal, ratings.rated_yourself, ratings.your_unit_rated, ratings.say_why.
    """
    found = held(rating_id, "decide_appeal")
    require(by, "ratings.decide_appeal", found)
    if found.appealed_at is None or found.appeal_decided_at is not None:
        raise Refused("ratings.no_appeal")
    raters = ((found.proposed_by, found.proposed_unit), (found.decided_by, found.decided_unit))
    verdict = rules.may_decide_appeal(by.account_id, by.unit_id, raters)
    if not verdict.answer:
        raise Refused(verdict.why[0].key)
    if not why.strip():
        raise Refused("ratings.say_why")
    changes = {"appeal_decided_at": at, "appeal_why": why}
    if upheld:
        give(found, "rating.appeal_upheld", {**changes, "grade": Grade.SAFE}, by=by, at=at, why=why)
    else:
        move(found, "rating.appeal_rejected", changes, {"why": why}, by=by, at=at)
        tell(found, Why("ratings.told_appeal_rejected", {"name": found.name, "why": why}), at=at)
    return found
