"""Giving a link, withdrawing it, and recording that a table was taken away."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.journal import acts as journal
from commongrid.base.journal.terms import NewEntry
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.insight.handouts import queries, rules
from commongrid.insight.handouts.models import Link
from commongrid.insight.handouts.terms import Shown, Taken


@transaction.atomic
def give_link(shown: Shown, days: int, *, by: Actor, at: datetime, why: str = "") -> Link:
    """A link to one dashboard for `days`; whether its maker sees that dashboard is the page's to check.

    Refused: handouts.life_unknown, handouts.too_many_links.
    """
    account_id = _account(by)
    verdict = rules.may_give(days, queries.out(account_id, at))
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)
    link = Link.objects.create(
        id=uuid7(at),
        kind=shown.kind,
        code=shown.code,
        query=shown.query[:200],
        name=(why.strip() or shown.name)[:80],
        account_id=account_id,
        made_by=by.name,
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    told = {"name": shown.name, "why": link.name, "until": link.expires_at.isoformat()}
    journal.note("link", str(link.pk), NewEntry("handouts.link_given", at, by.snapshot(), told))
    return link


@transaction.atomic
def withdraw_link(link: Link, *, by: Actor, at: datetime) -> None:
    """From now on the link shows nothing; again is nothing. NotAllowed for a link somebody else gave."""
    if link.account_id != by.account_id:
        raise NotAllowed("handouts.not_yours", name=link.made_by)
    if Link.objects.filter(pk=link.pk, withdrawn_at=None).update(withdrawn_at=at):
        told = {"why": link.name}
        journal.note("link", str(link.pk), NewEntry("handouts.link_withdrawn", at, by.snapshot(), told))


def note_export(taken: Taken, *, by: Actor, at: datetime) -> None:
    """Record and commit that a table is about to be taken away, before its first byte leaves."""
    told: dict[str, Any] = {"table": taken.table, "form": taken.form, "address": taken.address}
    with transaction.atomic():
        entry = NewEntry("handouts.exported", at, by.snapshot(), told)
        journal.note("exports", str(_account(by)), entry)


def _account(by: Actor) -> int:
    if by.account_id is None:
        raise NotAllowed("access.no_grant", ability="figures.see", role=by.role or by.kind)
    return by.account_id
