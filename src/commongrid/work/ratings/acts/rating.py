"""Proposing a rating, deciding it when the keeper was heard, dropping it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Refused, Why
from commongrid.registry.premises.models import Premises
from commongrid.registry.premises.terms import State as PremisesState
from commongrid.work.ratings import judging, queries, rules, stored
from commongrid.work.ratings.acts.core import held, move, tell
from commongrid.work.ratings.models import Rating
from commongrid.work.ratings.terms import RATING, STANDS, Grade, State

RATE, DECIDE = "ratings.rate", "ratings.decide"
type Seen = Mapping[str, tuple[bool, str]]


def propose(premises: Premises, seen: Seen, key: str, *, by: Actor, at: datetime) -> Rating:
    """An assessor judges a place by the criteria in force; the keeper is told first and may say something to it.

    `seen`: what was looked at on the spot, code → (met, words). The same key again gives the first one.
    Refused: ratings.not_rated, premises.not_open, ratings.proposed_already, ratings.look_at.
    """
    require(by, RATE, premises)
    made = rules.rating_id(by.account_id, key)
    known = queries.rating(made)
    if known is not None:
        return known
    scheme = queries.scheme_of(premises)
    if scheme is None:
        raise Refused("ratings.not_rated", name=premises.name)
    if premises.state != PremisesState.OPEN:
        raise Refused("premises.not_open", name=premises.name)
    row = _judged(made, premises, seen, by, at)
    told = {"name": row.name, "scheme": row.scheme, "grade": row.grade, "until": row.hear_until.isoformat()}
    entry = NewEntry("rating.proposed", at, by.snapshot(), told)
    with transaction.atomic():
        if Rating.objects.filter(premises=premises, scheme=scheme, state=State.PROPOSED).exists():
            raise Refused("ratings.proposed_already", name=premises.name)
        insert = Insert(Rating, _columns(row), or_nothing=True)
        if not journal.open_subject(RATING, insert, entry, subject_id=row.pk, row=row):
            raise Refused("ratings.proposed_already", name=premises.name)
        tell(row, Why("ratings.told_proposed", told), at=at)
    return row


def _judged(made: UUID, premises: Premises, seen: Seen, by: Actor, at: datetime) -> Rating:
    scheme = queries.scheme_of(premises)
    criteria, today = queries.criteria(scheme or "", at), timezone.localtime(at).date()
    found = judging.findings(criteria, queries.known_of(premises, today), seen, today)
    if not found.answer:
        raise Refused(found.why[0].key, **found.why[0].facts)
    return Rating(
        id=made, premises=premises, name=premises.name, address=premises.address, area=premises.area,
        scheme=criteria.scheme, edition_id=criteria.edition_id, findings=stored.findings_as_json(found.answer),
        grade=judging.what_grade(criteria, found.answer).answer, state=State.PROPOSED, proposed_at=at,
        proposed_by=by.account_id or 0, proposed_unit=by.unit_id,
        hear_until=today + timedelta(days=queries.policy().hear_days), moved_at=at,
    )  # fmt: skip


def _columns(row: Rating) -> dict[str, Any]:
    skipped = ("seq", "head", "explanation", "appeal")
    fields = [field for field in Rating._meta.concrete_fields if field.name not in skipped]
    return {field.name: getattr(row, field.attname) for field in fields}


@transaction.atomic
def decide(rating_id: UUID, *, by: Actor, at: datetime, why: str) -> Rating:
    """Give the rating, or say that it is not met, after the keeper was heard; looked-up criteria are looked up once more.

    A rating that stood before ends with the new one. Refused: ratings.still_heard, ratings.say_why.
    """
    found = held(rating_id, "decide")
    require(by, DECIDE, found)
    today = timezone.localtime(at).date()
    heard = rules.is_heard(found.hear_until, found.explained_at is not None, today)
    if not heard.answer:
        raise Refused(heard.why[0].key, **heard.why[0].facts)
    if not why.strip():
        raise Refused("ratings.say_why")
    grade, changes = _looked_again(found, at)
    changes |= {
        "decided_at": at,
        "decided_by": by.account_id,
        "decided_unit": by.unit_id,
        "why": why,
        "grade": grade,
    }
    if grade == Grade.SAFE:
        give(found, "rating.given", changes, by=by, at=at, why=why)
    else:
        move(found, "rating.not_given", {**changes, "state": State.NOT_MET}, {"why": why}, by=by, at=at)
        days = queries.policy().appeal_days
        tell(found, Why("ratings.told_not_met", {"name": found.name, "why": why, "days": days}), at=at)
    return found


def _looked_again(found: Rating, at: datetime) -> tuple[Grade, dict[str, Any]]:
    """The findings with what is known today, and what they come to; what was seen on the spot stays."""
    criteria, today = queries.edition_kept(found.edition_id), timezone.localtime(at).date()
    before = stored.findings(found.findings)
    spots = {each.code for each in criteria.seen}
    seen = {each.code: (each.is_met, each.note) for each in before if each.code in spots}
    now = judging.findings(criteria, queries.known_of(found.premises, today), seen, today).answer
    return judging.what_grade(criteria, now).answer, {"findings": stored.findings_as_json(now)}


def give(found: Rating, kind: str, changes: dict[str, Any], *, by: Actor, at: datetime, why: str) -> None:
    """It stands from today on for the months its criteria name; what stood before ends."""
    today = timezone.localtime(at).date()
    until = rules.until(today, queries.edition_kept(found.edition_id).months)
    before = Rating.objects.filter(
        premises=found.premises_id, scheme=found.scheme, state__in=[str(each) for each in STANDS]
    )
    for earlier in before.select_related("premises"):
        move(earlier, "rating.expired", {"state": State.EXPIRED, "until": today}, by=by, at=at)
    stands = {"state": State.IN_FORCE, "grade": Grade.SAFE, "valid_from": today, "until": until}
    move(found, kind, {**changes, **stands}, {"why": why, "until": until.isoformat()}, by=by, at=at)
    tell(found, Why("ratings.told_given", {"name": found.name, "until": until.isoformat()}), at=at)


@transaction.atomic
def drop(rating_id: UUID, *, by: Actor, at: datetime, why: str) -> Rating:
    """Take a proposal back before it is decided; the keeper is told. Refused: ratings.say_why."""
    found = held(rating_id, "drop")
    require(by, RATE, found)
    if not why.strip():
        raise Refused("ratings.say_why")
    move(found, "rating.dropped", {"state": State.DROPPED, "why": why}, {"why": why}, by=by, at=at)
    tell(found, Why("ratings.told_dropped", {"name": found.name, "why": why}), at=at)
    return found
