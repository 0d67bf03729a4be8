"""Performance is watched: what is owed is laid out, said to be done, confirmed; reminded of before its day, told when it is late."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.files import acts as files
from commongrid.base.verdicts import Refused
from commongrid.work.mediation import papers, performing, queries, rules
from commongrid.work.mediation.acts.core import carry_out, check, tell_parties, tell_staff
from commongrid.work.mediation.models import Agreement, Clause, Instalment
from commongrid.work.mediation.terms import Paid


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
