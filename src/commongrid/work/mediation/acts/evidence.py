"""Evidence: a file with a title, brought by a party or the mediator, seen by whom its bringer says."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.files import acts as files
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.work.mediation import rules
from commongrid.work.mediation.acts.core import carry_out, check, own
from commongrid.work.mediation.models import Evidence, Mediation, Party
from commongrid.work.mediation.terms import Brought

MOST = 60
PDF = b"%PDF-"


def add_evidence(
    mediation: Mediation, party: Party | None, brought: Brought, key: str, *, by: Actor, at: datetime
) -> Evidence:
    """Keep a photo or a PDF. The same key again gives the first one. Refused: mediation.blank, mediation.too_much_evidence, files.…"""
    act = check(mediation, "add_evidence", by=by, at=at, party=party)
    pk = rules.part_id(mediation.pk, f"evidence-{key}")
    if known := Evidence.objects.filter(pk=pk).first():
        return known
    if not brought.title.strip():
        raise Refused("mediation.blank", what="title")
    if mediation.evidence.count() >= MOST:
        raise Refused("mediation.too_much_evidence", most=MOST)
    owner = f"mediation:{pk}"
    if brought.sent.startswith(PDF):
        files.take_in_document(brought.sent, "evidence.pdf", owner=owner, by=by, at=at)
    else:
        files.take_in(brought.sent, owner=owner, stage="evidence", by=by, at=at)
    made = Evidence(id=pk, mediation=mediation, party=party, seen_by=brought.seen_by.value, added_at=at)
    made.title = brought.title.strip()
    with transaction.atomic():
        made.save(force_insert=True)
        carry_out(mediation, act, by=by, at=at, told={"mediation_seen": made.seen_by})
    return made


@transaction.atomic
def withdraw_evidence(evidence: Evidence, *, by: Actor, at: datetime) -> None:
    """Whoever brought it takes it back: the file goes, that there was one stays."""
    mediation = evidence.mediation
    act = check(mediation, "withdraw_evidence", by=by, at=at, party=evidence.party)
    if evidence.party is not None:
        own(evidence.party, by)
    elif by.person_id is not None:
        raise NotAllowed("mediation.not_yours")
    evidence.withdrawn_at, evidence.title = at, None
    evidence.save(update_fields=["withdrawn_at", "title"])
    files.forget(f"mediation:{evidence.pk}", at=at)
    carry_out(mediation, act, by=by, at=at)
