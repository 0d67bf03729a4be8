"""What is late: reminded of, told, and asked of a court to enforce."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from commongrid.base import papers as setting
from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.papers import Paper
from commongrid.base.verdicts import Refused
from commongrid.work.mediation import enforcing, queries
from commongrid.work.mediation.acts.core import carry_out, check, tell_parties, tell_staff
from commongrid.work.mediation.lifecycle import ACTS
from commongrid.work.mediation.models import Agreement, Confirmation, Instalment, Party
from commongrid.work.mediation.terms import Stage


def watch(*, at: datetime) -> int:
    """Every morning: remind whoever owes before the day, tell both sides and the table once it is past. How many were told."""
    soon, late = queries.due_soon(at), queries.overdue(at)
    told = 0
    for row in soon:
        with transaction.atomic():
            told += Instalment.objects.filter(pk=row.pk, reminded_at=None).update(reminded_at=at)
            tell_parties(row.agreement.mediation, "due_soon", [row.debtor], at=at, mark=f"-{row.nth}")
    for row in late:
        told += _default(row, at=at)
    return told


@transaction.atomic
def _default(row: Instalment, *, at: datetime) -> int:
    """It is late: noted once, and everybody at the table reads it."""
    if not Instalment.objects.filter(pk=row.pk, told_late_at=None).update(told_late_at=at):
        return 0
    mediation = queries.whole(row.agreement.mediation_id)
    if mediation is None:
        return 0
    carry_out(mediation, ACTS["note_default"], by=SYSTEM, at=at, told={"nth": row.nth})
    tell_parties(mediation, "defaulted", [row.debtor, row.creditor], at=at, mark=f"-{row.nth}")
    tell_staff(mediation, "default_at_table", mediation.sitting_ids, at=at)
    return 1


@transaction.atomic
def draw_enforcement(agreement: Agreement, creditor: Party, *, by: Actor, at: datetime) -> bytes:
    """The application for enforcement as PDF, of all that is late towards a creditor; for the court that confirmed.

    Refused: mediation.not_confirmed, mediation.nothing_late, mediation.enforcement_too_late.
    """
    act = check(agreement.mediation, "draw_enforcement", by=by, at=at, party=creditor)
    confirmed = agreement.confirmations.filter(stage=Stage.CONFIRMED).select_related("court").first()
    until = queries.enforce_by(agreement)
    late = queries.late(agreement, at, creditor)
    if confirmed is None or until is None:
        raise Refused("mediation.not_confirmed")
    if not late:
        raise Refused("mediation.nothing_late")
    if at > until.at:
        raise Refused("mediation.enforcement_too_late")
    confirmed.agreement = agreement
    data = setting.pdf(
        _enforcement(confirmed, creditor, late, timezone.localdate(until.at - timedelta(seconds=1)))
    )
    carry_out(agreement.mediation, act, by=by, at=at, told={"late": len(late)})
    return data


def _enforcement(found: Confirmation, creditor: Party, late: Iterable[Instalment], until: date) -> Paper:
    rows = list(late)
    words = queries.ruling_words(found, "")
    known = {party.id: party for party in words.parties}
    mine = [row for row in rows if row.debtor_id == rows[0].debtor_id]
    unpaid = tuple(
        enforcing.Unpaid(
            row.nth, row.clause.what or "", row.clause.by_on or timezone.localdate(row.due_at), row.amount
        )
        for row in mine
    )
    return enforcing.enforcement(words, known[creditor.pk], known[rows[0].debtor_id], unpaid, until)
