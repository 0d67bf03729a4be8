"""Sending out what is due: claimed by one worker at a time, tried again later when it fails, given up in the end."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from commongrid.base.notices import posting, rules
from commongrid.base.notices.models import Delivery, Notice
from commongrid.base.notices.terms import Delivered
from commongrid.base.notices.voices import NotDelivered, Unreachable

LEASE = timedelta(minutes=5)
log = logging.getLogger(__name__)


def deliver(*, at: datetime, limit: int = 50) -> Delivered:
    """Send what is due, at least once each: who dies half-way leaves it to be sent again after the lease.

    Not inside a transaction: a claim must be committed before anything leaves the house.
    """
    sent = failed = given_up = 0
    for delivery in _claim(at, limit):
        outcome = _try(delivery, at)
        sent += outcome == "sent"
        failed += outcome == "failed"
        given_up += outcome == "given_up"
    return Delivered(sent, failed, given_up)


def _claim(at: datetime, limit: int) -> list[Delivery]:
    with transaction.atomic():
        due = Delivery.objects.filter(next_try_at__lte=at).order_by("next_try_at")
        ids = list(due.select_for_update(skip_locked=True).values_list("pk", flat=True)[:limit])
        Delivery.objects.filter(pk__in=ids).update(next_try_at=at + LEASE)
    related = ("notice__account", "hook")
    return list(Delivery.objects.filter(pk__in=ids).select_related(*related).order_by("told_at", "pk"))


def _try(delivery: Delivery, at: datetime) -> str:
    if rules.is_stale(delivery.told_at, at):
        return _end(delivery, "too old to be sent")
    try:
        posting.send(delivery, at=at)
    except Unreachable as fault:
        return _end(delivery, str(fault) or "unreachable")
    except NotDelivered as fault:
        return _again(delivery, str(fault), at)
    except Exception as fault:
        log.exception("delivery %s failed", delivery.pk)
        return _again(delivery, type(fault).__name__, at)
    _keep(delivery, sent_at=at, next_try_at=None, last_error="")
    return "sent"


def _again(delivery: Delivery, error: str, at: datetime) -> str:
    wait = rules.wait_before_next(delivery.tries + 1)
    if wait is None:
        return _end(delivery, error)
    _keep(delivery, next_try_at=at + wait, last_error=error[:300])
    return "failed"


def _end(delivery: Delivery, error: str) -> str:
    _keep(delivery, next_try_at=None, last_error=error[:300])
    return "given_up"


def _keep(
    delivery: Delivery, *, next_try_at: datetime | None, last_error: str, sent_at: datetime | None = None
) -> None:
    values = {"sent_at": sent_at, "next_try_at": next_try_at, "last_error": last_error}
    Delivery.objects.filter(pk=delivery.pk).update(tries=delivery.tries + 1, **values)


def forget_person(person_id: UUID, *, at: datetime) -> int:
    """Remove everything a resident was told, and what is still on its way to them; how many notices."""
    found = Notice.objects.filter(person_id=person_id)
    count = found.count()
    found.delete()
    return count


def expire(before: datetime, *, at: datetime) -> int:
    """Forget notices told before a moment, read or not, with their deliveries; how many."""
    Delivery.objects.filter(told_at__lt=before).delete()
    return Notice.objects.filter(at__lt=before).delete()[0]
