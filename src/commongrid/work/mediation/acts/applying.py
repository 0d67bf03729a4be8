"""Both parties ask a court together: the application is drawn up, each joins, and with the last one it goes to the court."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from commongrid.base import papers as setting
from commongrid.base.access.acts import require
from commongrid.base.access.terms import Actor
from commongrid.base.files import acts as files
from commongrid.base.journal import acts as journal
from commongrid.base.journal.statement import Insert
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Refused
from commongrid.registry.statutes import queries as statutes
from commongrid.work.mediation import confirmable, papers, queries, rules, rulings
from commongrid.work.mediation.acts.core import hold, is_own
from commongrid.work.mediation.acts.court_core import check_step, move, tell_applicants, tell_judge
from commongrid.work.mediation.models import Agreement, Confirmation, Court, Party
from commongrid.work.mediation.terms import CONFIRMATION, STANDING, Stage


@transaction.atomic
def draft(
    agreement: Agreement,
    court_id: int,
    ground: str,
    declared: Collection[str],
    *,
    property_wanted: bool,
    by: Actor,
    at: datetime,
) -> Confirmation:
    """Draw the application up for both to join; where one stands already, that one. Nothing is sent yet.

    `declared` are the bars of 民诉法解释 355 that were said to be the case. Refused: confirmation.too_late,
    confirmation.not_in_effect, confirmation.needs_paper, confirmation.barred, confirmation.wrong_court.
    """
    mediation = agreement.mediation
    if not any(is_own(party, by) for party in mediation.parties.all()):
        require(by, "mediation.run", mediation)
    Agreement.objects.select_for_update().get(pk=agreement.pk)
    earlier = agreement.confirmations.count()
    if known := agreement.confirmations.filter(stage__in=STANDING).first():
        return known
    due = statutes.term("confirmation.apply", agreement.effective_at).at if agreement.effective_at else None
    hold(
        confirmable.may_be_asked(form=agreement.form, effective_at=agreement.effective_at, due_at=due, now=at)
    )
    looked = confirmable.bars(declared, mediation.topic)
    hold(looked)
    court = _court(agreement, court_id, ground)
    pk = rules.part_id(agreement.pk, f"confirmation-{earlier}")
    row = {
        "id": pk, "number": rules.number(pk), "agreement": agreement.pk, "court": court.pk, "ground": ground,
        "stage": Stage.DRAFTED.value, "property_wanted": property_wanted, "sitting_ids": [], "drafted_at": at, "due_at": due,
        "extended": False, "checks": {}, "slot_place": "", "heard_how": "", "reason": "", "court_number": "", "judge_name": "",
    }  # fmt: skip
    told = {"number": row["number"], "agreement": agreement.number, "confirmation_ground": ground}
    entry = NewEntry(
        "confirmation.drafted", at, by.snapshot(), told, tuple(why.as_json() for why in looked.why)
    )
    journal.open_subject(CONFIRMATION, Insert(Confirmation, row), entry, subject_id=pk)
    made = Confirmation.objects.select_related("court").get(pk=pk)
    made.agreement = agreement
    _draw(made, by=by, at=at)
    tell_applicants(made, "drafted", mediation.parties.all(), at=at)
    return made


def _court(agreement: Agreement, court_id: int, ground: str) -> Court:
    """The court that was chosen, if it may be asked on this ground (民诉法 205)."""
    court = next((each for each in queries.courts() if each.pk == court_id), None)
    mediation = agreement.mediation
    if court is None or ground not in confirmable.grounds(
        queries.venue(court),
        origin=mediation.origin,
        object_in=mediation.area,
        body_in=str(mediation.body.unit.division_id),
    ):
        raise Refused("confirmation.wrong_court")
    return court


def _draw(made: Confirmation, *, by: Actor, at: datetime) -> None:
    data = setting.pdf(rulings.application(queries.ruling_words(made, "")))
    made.sha256 = hashlib.sha256(data).digest()
    made.save(update_fields=["sha256"])
    files.take_in_document(data, "application.pdf", owner=papers.owner_of(made.pk), by=by, at=at)


@transaction.atomic
def withdraw_application(found: Confirmation, party: Party | None, *, by: Actor, at: datetime) -> None:
    """A party takes the application back before the court has decided; another may be made in time (民诉法解释 357)."""
    step = check_step(found, "withdraw_application", by=by, party=party)
    was_there = found.applied_at is not None
    move(found, step, by=by, at=at, changes={"next_due_at": None})
    tell_applicants(found, "withdrawn", found.agreement.mediation.parties.all(), at=at)
    if was_there:
        tell_judge(found, "taken_back", at=at)
