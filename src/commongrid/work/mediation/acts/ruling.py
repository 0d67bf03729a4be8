"""The court decides: the ruling is drawn up and served on each party, and each receipt is kept."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from commongrid.base import papers as setting
from commongrid.base.access.terms import Actor
from commongrid.base.files import acts as files
from commongrid.base.privacy.fields import sealed
from commongrid.base.verdicts import Refused
from commongrid.registry.people import queries as people
from commongrid.work.mediation import confirmable, papers, queries, rules, rulings
from commongrid.work.mediation.acts.core import hold
from commongrid.work.mediation.acts.court_core import check_step, move, tell_applicants, tell_judge
from commongrid.work.mediation.confirming import Step
from commongrid.work.mediation.models import Confirmation, Delivery, Party
from commongrid.work.mediation.terms import Bar, Flaw, Served, Stage


@transaction.atomic
def confirm(
    found: Confirmation, court_number: str, grounds: str, *, address: str, by: Actor, at: datetime
) -> None:
    """The agreement is valid and may be enforced. Refused while something is not ticked or a question is open."""
    step = check_step(found, "confirm", by=by)
    unanswered = found.questions.filter(answered_at=None).count()
    hold(confirmable.may_confirm(found.checks, unanswered))
    _rule(found, step, court_number, "", grounds, address=address, by=by, at=at)


@transaction.atomic
def reject(
    found: Confirmation, flaw: str, court_number: str, grounds: str, *, address: str, by: Actor, at: datetime
) -> None:
    """Not confirmed, for one of the reasons of 民诉法解释 358, in the judge's words."""
    step = check_step(found, "reject", by=by)
    if flaw not in set(Flaw):
        raise Refused("mediation.no_reason")
    if not grounds.strip():
        raise Refused("mediation.blank", what="grounds")
    _rule(found, step, court_number, flaw, grounds, address=address, by=by, at=at)


@transaction.atomic
def refuse_application(
    found: Confirmation, bar: str, court_number: str, grounds: str, *, address: str, by: Actor, at: datetime
) -> None:
    """Not accepted, for one of the bars of 民诉法解释 355."""
    step = check_step(found, "refuse_application", by=by)
    if bar not in set(Bar):
        raise Refused("mediation.no_reason")
    _rule(found, step, court_number, bar, grounds, address=address, by=by, at=at)


def _rule(
    found: Confirmation,
    step: Step,
    court_number: str,
    reason: str,
    grounds: str,
    *,
    address: str,
    by: Actor,
    at: datetime,
) -> None:
    """Draw the ruling up, keep it, and serve it on everybody."""
    if not court_number.strip():
        raise Refused("confirmation.no_number")
    stage = step.leads_to(Stage(found.stage))
    found.court_number, found.reason, found.judge_name = court_number.strip()[:60], reason, by.name[:64]
    found.grounds, found.decided_at = grounds.strip()[:4000] or None, at
    paper = rulings.ruling(queries.ruling_words(found, address.format(number=found.number)), stage)
    data = setting.pdf(paper)
    digest = hashlib.sha256(data).digest()
    files.take_in_document(data, "ruling.pdf", owner=papers.owner_of(found.pk, "ruling"), by=by, at=at)
    rows = [_delivery(found, party, at) for party in found.agreement.mediation.parties.all()]
    changes = {
        "court_number": found.court_number, "reason": reason, "judge_name": found.judge_name, "decided_at": at,
        "grounds": sealed(Confirmation, "grounds", found.pk, found.grounds), "ruling_sha256": digest, "next_due_at": None,
        "delivered_at": at if all(row.reached_at for row in rows) else None,
    }  # fmt: skip
    told = {"sha256": digest.hex(), **({"confirmation_reason": reason} if reason else {})}
    move(found, step, by=by, at=at, changes=changes, told=told)
    Delivery.objects.bulk_create(rows)
    tell_applicants(found, str(stage), found.agreement.mediation.parties.all(), at=at)


def _delivery(found: Confirmation, party: Party, at: datetime) -> Delivery:
    """By this house's page where the party agreed to it in the address form and can be told, else on paper (民诉法 90)."""
    joined = found.joined.filter(party=party, electronic=True).exists()
    electronic = joined and party.person_id is not None and people.way_to(party.person_id) is not None
    way = Served.ELECTRONIC if electronic else Served.PAPER
    pk = rules.part_id(found.pk, f"delivery-{party.pk}")
    return Delivery(
        id=pk,
        confirmation=found,
        party=party,
        way=way.value,
        sent_at=at,
        reached_at=at if electronic else None,
    )


@transaction.atomic
def open_ruling(found: Confirmation, party: Party, *, by: Actor, at: datetime) -> None:
    """The party opened it; the first time is the receipt."""
    step = check_step(found, "open_ruling", by=by, party=party)
    row = _row(found, party)
    if row.opened_at is not None or row.way != Served.ELECTRONIC:
        return
    row.opened_at = at
    row.save(update_fields=["opened_at"])
    move(found, step, by=by, at=at)


@transaction.atomic
def want_paper(found: Confirmation, party: Party, *, by: Actor, at: datetime) -> None:
    """The party wants it on paper as well; the court is told (在线诉讼规则 29–31)."""
    step = check_step(found, "want_paper", by=by, party=party)
    row = _row(found, party)
    if row.paper_wanted_at is not None or row.handed_at is not None:
        return
    row.paper_wanted_at = at
    row.save(update_fields=["paper_wanted_at"])
    move(found, step, by=by, at=at)
    tell_judge(found, "paper_wanted", at=at)


@transaction.atomic
def hand_over(found: Confirmation, party: Party, handed_by: str, *, by: Actor, at: datetime) -> None:
    """Given on paper, by whom. With the last party it is delivered. Refused: mediation.blank."""
    step = check_step(found, "hand_over", by=by)
    row = _row(found, party)
    if row.handed_at is not None:
        return
    if not handed_by.strip():
        raise Refused("mediation.blank", what="handed_by")
    row.handed_at, row.handed_by, row.reached_at = at, handed_by.strip()[:64], row.reached_at or at
    row.save(update_fields=["handed_at", "handed_by", "reached_at"])
    missing = found.deliveries.filter(reached_at=None).exists()
    changes = {} if missing or found.delivered_at else {"delivered_at": at}
    move(found, step, by=by, at=at, changes=changes)


def _row(found: Confirmation, party: Party) -> Delivery:
    row = found.deliveries.select_for_update().filter(party=party).first()
    if row is None:
        raise Refused("mediation.not_yours")
    return row
