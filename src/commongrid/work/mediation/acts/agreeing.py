"""The agreement is signed by the parties, then by the mediator, and sealed."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from commongrid.base import papers as setting
from commongrid.base.access.terms import Actor
from commongrid.base.files import acts as files
from commongrid.base.verdicts import Refused, Verdict
from commongrid.work.mediation import drawing, papers, queries, rules, sealing, signing
from commongrid.work.mediation.acts.core import carry_out, check, hold, own, tell_parties, tell_staff
from commongrid.work.mediation.acts.performing import lay_out
from commongrid.work.mediation.models import Agreement, Party, Signature
from commongrid.work.mediation.terms import Form, Signed, Topic


def sign(
    agreement: Agreement, party: Party, strokes: str, sha256: str, *, by: Actor, at: datetime
) -> Signature:
    """The party, or an agent with special power, signs the very text they read; the door has just checked their code.

    Signing twice gives the first signature. Refused: mediation.not_a_signature, mediation.other_text, and by the law's own reasons.
    """
    own(party, by)
    drawn = drawing.read(strokes)
    is_agent = by.person_id != str(party.person_id)
    topic = Topic(agreement.mediation.topic)
    hold(signing.may_sign_on_screen(topic, is_agent=is_agent, scope=party.scope))
    if drawn is None:
        raise Refused("mediation.not_a_signature")
    if agreement.sha256 is None or sha256 != bytes(agreement.sha256).hex():
        raise Refused("mediation.other_text")
    return _signed(agreement, party, Signed.DRAWN, drawing.svg(drawn), is_agent, by=by, at=at)


def sign_on_paper(agreement: Agreement, party: Party, *, by: Actor, at: datetime) -> Signature:
    """The party signed a printed copy before the mediator, who says so; the scan that is sealed shows it."""
    return _signed(agreement, party, Signed.PAPER, "", False, by=by, at=at)


@transaction.atomic
def _signed(
    agreement: Agreement, party: Party, how: Signed, svg: str, is_agent: bool, *, by: Actor, at: datetime
) -> Signature:
    mediation = agreement.mediation
    act = check(mediation, "sign", by=by, at=at, party=party if how == Signed.DRAWN else None)
    _written(agreement)
    if known := agreement.signatures.filter(party=party).first():
        return known
    pk = rules.part_id(agreement.pk, f"signature-{party.pk}")
    made = Signature(id=pk, agreement=agreement, party=party, how=how.value, signed_at=at, by_agent=is_agent)
    made.strokes, made.sha256 = svg or None, agreement.sha256
    made.save(force_insert=True)
    told = {"agreement": agreement.number, "mediation_signed": how.value, "sha256": _hex(agreement)}
    carry_out(mediation, act, by=by, at=at, told=told)
    tell_staff(mediation, "signed", mediation.sitting_ids, at=at)
    return made


@transaction.atomic
def countersign(agreement: Agreement, *, by: Actor, at: datetime) -> None:
    """A mediator of the table signs, once every party has."""
    act = check(agreement.mediation, "countersign", by=by, at=at)
    _written(agreement)
    if agreement.mediator_at is not None:
        return
    hold(_sealable(agreement, by_mediator=True))
    agreement.mediator_at, agreement.mediator_name = at, by.name
    agreement.save(update_fields=["mediator_at", "mediator_name"])
    told = {"agreement": agreement.number, "sha256": _hex(agreement)}
    carry_out(agreement.mediation, act, by=by, at=at, told=told)


@transaction.atomic
def seal(agreement: Agreement, scan: bytes, *, address: str, by: Actor, at: datetime) -> None:
    """The body's seal, the last of the three: in effect from now on. `scan` shows it, unless a qualified service seals.

    The copy with every signature is made and kept; its digest goes into the journal.
    """
    mediation = agreement.mediation
    act = check(mediation, "seal", by=by, at=at)
    _written(agreement)
    if agreement.effective_at is not None:
        return
    hold(_sealable(agreement, by_mediator=agreement.mediator_at is not None))
    words = queries.words(agreement, address.format(number=agreement.number), with_signs=True)
    copy = setting.pdf(papers.agreement(words))
    if service := sealing.service():
        copy = service.seal(copy, mediation.body.unit.code)
    else:
        files.take_in_document(scan, "sealed.pdf", owner=papers.owner_of(agreement.pk, "scan"), by=by, at=at)
    files.take_in_document(copy, "copy.pdf", owner=papers.owner_of(agreement.pk, "copy"), by=by, at=at)
    agreement.effective_at, agreement.copy_sha256 = at, hashlib.sha256(copy).digest()
    agreement.save(update_fields=["effective_at", "copy_sha256"])
    lay_out(agreement, at=at)
    told = {"agreement": agreement.number, "sha256": agreement.copy_sha256.hex()}
    carry_out(mediation, act, by=by, at=at, told=told)
    tell_parties(mediation, "effective", mediation.parties.all(), at=at)


def _sealable(agreement: Agreement, *, by_mediator: bool) -> Verdict[bool]:
    parties, signed = agreement.mediation.parties.count(), agreement.signatures.count()
    return signing.may_be_sealed(parties=parties, signed=signed, by_mediator=by_mediator)


def _written(agreement: Agreement) -> None:
    if agreement.form != Form.WRITTEN:
        raise Refused("mediation.no_agreement")


def _hex(agreement: Agreement) -> str:
    return bytes(agreement.sha256 or b"").hex()
