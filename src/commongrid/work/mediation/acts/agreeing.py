"""The agreement: drawn up, signed by the parties, by the mediator, sealed; or oral and noted."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from commongrid.base import papers as setting
from commongrid.base.access.terms import Actor
from commongrid.base.files import acts as files
from commongrid.base.verdicts import Refused, Verdict
from commongrid.work.mediation import drawing, papers, queries, rules, sealing, signing
from commongrid.work.mediation.acts.core import carry_out, check, own, tell_parties, tell_staff
from commongrid.work.mediation.models import Agreement, Mediation, Party, Signature
from commongrid.work.mediation.terms import Course, Form, Signed, Topic


def _hold(verdict: Verdict[bool]) -> None:
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)


@transaction.atomic
def draw_up(
    mediation: Mediation, *, issues: str, manner: str, address: str, by: Actor, at: datetime
) -> Agreement:
    """Set the text that is signed and keep it; anew as often as needed until somebody signs. Refused with what is incomplete.

    `address` with {number} in it is the page that says whether a document is genuine.
    """
    act = check(mediation, "draw_up", by=by, at=at)
    if not issues.strip():
        raise Refused("mediation.blank", what="issues")
    _hold(_complete(mediation, at))
    made = _begun(mediation, Form.WRITTEN, at)
    made.issues, made.manner = issues.strip(), manner.strip()
    data = setting.pdf(papers.agreement(queries.words(made, address.format(number=made.number))))
    made.sha256 = hashlib.sha256(data).digest()
    made.save()
    files.forget(papers.owner_of(made.pk), at=at)
    files.take_in_document(data, "agreement.pdf", owner=papers.owner_of(made.pk), by=by, at=at)
    told = {"agreement": made.number, "sha256": made.sha256.hex()}
    carry_out(mediation, act, by=by, at=at, told=told)
    tell_parties(mediation, "drawn_up", mediation.parties.all(), at=at)
    return made


@transaction.atomic
def note_oral(mediation: Mediation, *, by: Actor, at: datetime) -> Agreement:
    """Both sides want no paper: the terms are the mediator's note, effective since they agreed (人民调解法 28, 30)."""
    act = check(mediation, "note_oral", by=by, at=at)
    _hold(signing.may_be_oral(Course(mediation.course)))
    made = _begun(mediation, Form.ORAL, at)
    made.effective_at, made.sha256 = mediation.ended_at or at, None
    made.save()
    files.forget(papers.owner_of(made.pk), at=at)
    carry_out(mediation, act, by=by, at=at, told={"agreement": made.number})
    return made


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
    _hold(signing.may_sign_on_screen(topic, is_agent=is_agent, scope=party.scope))
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
    _hold(_sealable(agreement, by_mediator=True))
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
    _hold(_sealable(agreement, by_mediator=agreement.mediator_at is not None))
    words = queries.words(agreement, address.format(number=agreement.number), with_signs=True)
    copy = setting.pdf(papers.agreement(words))
    if service := sealing.service():
        copy = service.seal(copy, mediation.body.unit.code)
    else:
        files.take_in_document(scan, "sealed.pdf", owner=papers.owner_of(agreement.pk, "scan"), by=by, at=at)
    files.take_in_document(copy, "copy.pdf", owner=papers.owner_of(agreement.pk, "copy"), by=by, at=at)
    agreement.effective_at, agreement.copy_sha256 = at, hashlib.sha256(copy).digest()
    agreement.save(update_fields=["effective_at", "copy_sha256"])
    told = {"agreement": agreement.number, "sha256": agreement.copy_sha256.hex()}
    carry_out(mediation, act, by=by, at=at, told=told)
    tell_parties(mediation, "effective", mediation.parties.all(), at=at)


def let_go_of_agreements(mediations: Collection[UUID], *, at: datetime) -> None:
    """Forget the words, drawings and files; number and digests stay, so that a copy somebody kept can still be checked."""
    found = Agreement.objects.filter(mediation__in=mediations)
    for pk in found.values_list("pk", flat=True):
        for part in ("", "copy", "scan"):
            files.forget(papers.owner_of(pk, part), at=at)
    Signature.objects.filter(agreement__in=found).update(strokes=None)
    found.update(issues=None, manner=None)


def _begun(mediation: Mediation, form: Form, at: datetime) -> Agreement:
    """The row of the agreement, new or to be written anew while nobody has signed."""
    pk = rules.part_id(mediation.pk, "agreement")
    found = Agreement.objects.select_for_update().filter(pk=pk).first()
    if found is None:
        found = Agreement(id=pk, mediation=mediation, number=rules.number(pk))
    elif found.effective_at or found.signatures.exists():
        raise Refused("mediation.signed_already")
    found.mediation, found.form, found.drawn_at = mediation, form.value, at
    return found


def _complete(mediation: Mediation, at: datetime) -> Verdict[bool]:
    names = [party.name for party in queries.signers(mediation)]
    return signing.is_complete(queries.terms(mediation), names, timezone.localdate(at))


def _sealable(agreement: Agreement, *, by_mediator: bool) -> Verdict[bool]:
    parties, signed = agreement.mediation.parties.count(), agreement.signatures.count()
    return signing.may_be_sealed(parties=parties, signed=signed, by_mediator=by_mediator)


def _written(agreement: Agreement) -> None:
    if agreement.form != Form.WRITTEN:
        raise Refused("mediation.no_agreement")


def _hex(agreement: Agreement) -> str:
    return bytes(agreement.sha256 or b"").hex()
