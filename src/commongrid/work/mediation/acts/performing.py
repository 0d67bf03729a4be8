"""Performance is watched: what is owed is laid out, said to be done, confirmed; reminded of before its day, told when it is late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from commongrid.base import papers as setting
from commongrid.base.access.terms import SYSTEM, Actor
from commongrid.base.files import acts as files
from commongrid.base.papers import Paper
from commongrid.base.verdicts import Refused
from commongrid.work.mediation import papers, performing, queries, rules, rulings
from commongrid.work.mediation.acts.core import carry_out, check, tell_parties, tell_staff
from commongrid.work.mediation.lifecycle import ACTS
from commongrid.work.mediation.models import Agreement, Clause, Confirmation, Instalment, Party
from commongrid.work.mediation.terms import Paid, Stage


def lay_out(agreement: Agreement, *, at: datetime) -> None:
    """One row for each clause with a day, when the agreement comes into effect."""
    mediation = agreement.mediation
    clauses = {row.order: row for row in Clause.objects.filter(mediation=mediation)}
    sides = dict(mediation.parties.order_by("side", "pk").values_list("pk", "side"))
    rows = [
        Instalment(
            id=rules.part_id(agreement.pk, f"instalment-{one.nth}"), agreement=agreement, clause=clauses[one.nth],
            debtor_id=one.by, creditor_id=one.to, nth=one.nth, amount=clauses[one.nth].amount,
            due_at=queries.owed_until(one.on).at,
        )
        for one in performing.plan(queries.terms(mediation), sides)
    ]  # fmt: skip
    Instalment.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def say_paid(row: Instalment, proof: bytes, *, by: Actor, at: datetime) -> None:
    """The debtor says it is done, with a proof if they like; the creditor is asked."""
    act = check(row.agreement.mediation, "say_paid", by=by, at=at, party=row.debtor)
    row = _now(row)
    if row.state != Paid.OWED:
        return
    if proof:
        files.take_in_document(proof, "proof.pdf", owner=papers.owner_of(row.pk), by=by, at=at)
    row.state, row.said_at = Paid.SAID.value, at
    row.save(update_fields=["state", "said_at"])
    carry_out(row.agreement.mediation, act, by=by, at=at, told={"nth": row.nth})
    tell_parties(row.agreement.mediation, "payment_said", [row.creditor], at=at)


@transaction.atomic
def confirm_paid(row: Instalment, *, by: Actor, at: datetime) -> None:
    """The creditor says it is done, whether or not the debtor did."""
    act = check(row.agreement.mediation, "confirm_paid", by=by, at=at, party=row.creditor)
    row = _now(row)
    if row.state == Paid.DONE:
        return
    row.state, row.done_at = Paid.DONE.value, at
    row.save(update_fields=["state", "done_at"])
    carry_out(row.agreement.mediation, act, by=by, at=at, told={"nth": row.nth})
    tell_parties(row.agreement.mediation, "payment_confirmed", [row.debtor], at=at)
    if queries.is_performed(row.agreement):
        tell_staff(row.agreement.mediation, "performed", row.agreement.mediation.sitting_ids, at=at)


@transaction.atomic
def deny_paid(row: Instalment, *, by: Actor, at: datetime) -> None:
    """The creditor says it has not come: it is owed as before, and the debtor is told."""
    act = check(row.agreement.mediation, "deny_paid", by=by, at=at, party=row.creditor)
    row = _now(row)
    if row.state != Paid.SAID:
        raise Refused("mediation.nothing_to_deny")
    row.state, row.told_late_at = Paid.OWED.value, None
    row.save(update_fields=["state", "told_late_at"])
    carry_out(row.agreement.mediation, act, by=by, at=at, told={"nth": row.nth})
    tell_parties(row.agreement.mediation, "payment_denied", [row.debtor], at=at)


def _now(row: Instalment) -> Instalment:
    """The row as it is, locked: two at once are told apart."""
    found = Instalment.objects.select_for_update().get(pk=row.pk)
    found.agreement, found.debtor, found.creditor = row.agreement, row.debtor, row.creditor
    return found


def watch(*, at: datetime) -> int:
    """Every morning: remind whoever owes before the day, tell both sides and the table once it is past. How many were told."""
    owed = Instalment.objects.filter(state=Paid.OWED).select_related(
        "agreement__mediation", "debtor", "creditor"
    )
    soon = owed.filter(due_at__gt=at, due_at__lte=at + performing.REMIND_BEFORE, reminded_at=None).order_by(
        "due_at"
    )[:500]
    late = owed.filter(due_at__lt=at, told_late_at=None).order_by("due_at")[:500]
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
        rulings.Unpaid(
            row.nth, row.clause.what or "", row.clause.by_on or timezone.localdate(row.due_at), row.amount
        )
        for row in mine
    )
    return rulings.enforcement(words, known[creditor.pk], known[rows[0].debtor_id], unpaid, until)
