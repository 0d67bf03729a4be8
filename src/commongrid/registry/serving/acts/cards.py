"""A worker agrees to show residents a name, a photo, a work phone, hours; and takes it back. Nobody else can."""

from __future__ import annotations

from datetime import datetime
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import QuerySet

from commongrid.base.access.terms import Actor
from commongrid.base.files import acts as files
from commongrid.base.files.terms import Stage
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.registry.serving.models import Card
from commongrid.registry.serving.terms import CARRIES_CARD, owner_of
from commongrid.registry.units.models import Post


@transaction.atomic
def show_card(
    post: Post, *, shows_name: bool, work_phone: str, hours: str, by: Actor, at: datetime
) -> Card | None:
    """The holder agrees to show this much; with nothing to show the card is taken back. The journal keeps what kinds."""
    _own(post, by)
    phone, said = work_phone.strip()[:32], hours.strip()[:80]
    known = Card.objects.filter(post=post).first()
    if not (shows_name or phone or said or (known and known.portrait)):
        withdraw_card(post, by=by, at=at)
        return None
    return _keep(post, {"shows_name": shows_name, "work_phone": phone, "hours": said}, by=by, at=at)


def show_portrait(post: Post, sent: bytes | BinaryIO, *, by: Actor, at: datetime) -> Card:
    """The holder agrees to show a photo of themselves: made small, without anything the camera wrote, and the original let go.

    The one before goes. Refused: as `files.acts.take_in`.
    """
    _own(post, by)
    known, made = Card.objects.filter(post=post).first(), uuid7(at)
    files.take_in(sent, owner=owner_of(made), stage=Stage.EVIDENCE, by=by, at=at)
    files.drop_originals(owner_of(made), at=at)
    with transaction.atomic():
        card = _keep(post, {"portrait": made}, by=by, at=at)
    if known is not None and known.portrait:
        files.forget(owner_of(known.portrait), at=at)
    return card


@transaction.atomic
def withdraw_portrait(post: Post, *, by: Actor, at: datetime) -> None:
    """The holder takes the photo back: it is deleted, and what else they agreed to stays."""
    _own(post, by)
    known = Card.objects.filter(post=post).first()
    if known is None or known.portrait is None:
        return
    if not (known.shows_name or known.work_phone or known.hours):
        withdraw_card(post, by=by, at=at)
        return
    _keep(post, {"portrait": None}, by=by, at=at)
    files.forget(owner_of(known.portrait), at=at)


def _keep(post: Post, values: dict[str, Any], *, by: Actor, at: datetime) -> Card:
    card, _created = Card.objects.update_or_create(post=post, defaults={**values, "agreed_at": at})
    told = {
        "name": card.shows_name,
        "phone": bool(card.work_phone),
        "hours": bool(card.hours),
        "photo": bool(card.portrait),
    }
    journal.note("post", str(post.pk), NewEntry("serving.card_shown", at, by.snapshot(), told))
    return card


@transaction.atomic
def withdraw_card(post: Post, *, by: Actor, at: datetime) -> None:
    """The holder takes it all back: from now on only the post and the office's number are shown."""
    _own(post, by)
    if _drop(Card.objects.filter(post=post), at=at):
        journal.note("post", str(post.pk), NewEntry("serving.card_withdrawn", at, by.snapshot(), {}))


def forget_cards(before: datetime, *, at: datetime) -> int:
    """Delete the cards of posts that ended before a moment, with their photos."""
    return _drop(Card.objects.filter(post__ends_on__lt=before.date()), at=at)


def _drop(cards: QuerySet[Card], *, at: datetime) -> int:
    for card in cards:
        if card.portrait:
            files.forget(owner_of(card.portrait), at=at)
    return cards.delete()[0]


def _own(post: Post, by: Actor) -> None:
    if by.account_id is None or by.account_id != post.account_id:
        raise NotAllowed("serving.not_yours")
    if post.role not in CARRIES_CARD:
        raise Refused("serving.no_card")
