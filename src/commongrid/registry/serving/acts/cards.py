"""A worker agrees to show residents a name, a work phone, hours; and takes it back. Nobody else can."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.registry.serving.models import Card
from commongrid.registry.serving.terms import CARRIES_CARD
from commongrid.registry.units.models import Post


@transaction.atomic
def show_card(
    post: Post, *, shows_name: bool, work_phone: str, hours: str, by: Actor, at: datetime
) -> Card | None:
    """The holder agrees to show this much; with nothing to show the card is taken back. The journal keeps what kinds."""
    _own(post, by)
    phone, said = work_phone.strip()[:32], hours.strip()[:80]
    if not (shows_name or phone or said):
        withdraw_card(post, by=by, at=at)
        return None
    values = {"shows_name": shows_name, "work_phone": phone, "hours": said, "agreed_at": at}
    card, _created = Card.objects.update_or_create(post=post, defaults=values)
    told = {"name": shows_name, "phone": bool(phone), "hours": bool(said)}
    journal.note("post", str(post.pk), NewEntry("serving.card_shown", at, by.snapshot(), told))
    return card


@transaction.atomic
def withdraw_card(post: Post, *, by: Actor, at: datetime) -> None:
    """The holder takes it back: from now on only the post and the office's number are shown."""
    _own(post, by)
    if Card.objects.filter(post=post).delete()[0]:
        journal.note("post", str(post.pk), NewEntry("serving.card_withdrawn", at, by.snapshot(), {}))


def forget_cards(before: datetime, *, at: datetime) -> int:
    """Delete the cards of posts that ended before a moment."""
    return Card.objects.filter(post__ends_on__lt=before.date()).delete()[0]


def _own(post: Post, by: Actor) -> None:
    if by.account_id is None or by.account_id != post.account_id:
        raise NotAllowed("serving.not_yours")
    if post.role not in CARRIES_CARD:
        raise Refused("serving.no_card")
