"""Reads of notices: an inbox page by page, how many are unread, and which deliveries fail."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from commongrid.base import reads
from commongrid.base.access.terms import Actor
from commongrid.base.notices.models import Delivery, Hook, Notice, Preference

PAGE = 30


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an inbox, the newest first. `after` is the key of the next page, "" at the end."""

    notices: list[Notice]
    after: str


def inbox(actor: Actor, after: str = "", size: int = PAGE, *, unread: bool = False) -> Page:
    """What an actor was told, the newest first, by keyset (index notices_notice_inbox or notices_notice_person)."""
    found = of(actor)
    if unread:
        found = found.filter(read_at=None)
    if key := reads.page_key(after):
        at, pk = key
        found = found.filter(Q(at__lt=at) | Q(at=at, id__lt=pk))
    rows = list(found.order_by("-at", "-id")[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows[:size], f"{last.at.isoformat()}~{last.pk}" if last else "")


def unread_count(actor: Actor, most: int = 100) -> int:
    """How many notices are unread, counted up to `most` (index notices_notice_unread)."""
    return of(actor).filter(read_at=None)[:most].count()


def of(actor: Actor) -> QuerySet[Notice]:
    """All notices of an actor: of the account, whichever post they act in, or of the resident."""
    if actor.account_id is not None:
        return Notice.objects.filter(account=actor.account_id)
    if actor.person_id:
        return Notice.objects.filter(person_id=UUID(actor.person_id))
    return Notice.objects.none()


def preference(account_id: int) -> Preference:
    """What an account wants to hear; the usual where it has said nothing (unique index on account)."""
    return Preference.objects.filter(account=account_id).first() or Preference(account_id=account_id)


def hooks() -> QuerySet[Hook]:
    """Every hook by name (a small table)."""
    return Hook.objects.order_by("name", "id")


def failing(limit: int = 50) -> list[Delivery]:
    """Deliveries that have not arrived, the newest first (index notices_delivery_failed)."""
    unsent = Delivery.objects.filter(sent_at=None).exclude(last_error="")
    return list(unsent.select_related("hook").order_by("-told_at")[:limit])
