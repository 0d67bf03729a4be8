"""The agreement is drawn up, or oral and noted; and forgotten when its time is over."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from commongrid.base import papers as setting
from commongrid.base.access.terms import Actor
from commongrid.base.files import acts as files
from commongrid.base.verdicts import Refused, Verdict
from commongrid.work.mediation import papers, queries, rules, signing
from commongrid.work.mediation.acts.core import carry_out, check, hold, tell_parties
from commongrid.work.mediation.acts.performing import lay_out
from commongrid.work.mediation.models import (
    Agreement,
    Confirmation,
    Instalment,
    Joined,
    Mediation,
    Question,
    Signature,
)
from commongrid.work.mediation.terms import Course, Form


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
    hold(_complete(mediation, at))
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
    hold(signing.may_be_oral(Course(mediation.course)))
    made = _begun(mediation, Form.ORAL, at)
    made.effective_at, made.sha256 = mediation.ended_at or at, None
    made.save()
    files.forget(papers.owner_of(made.pk), at=at)
    lay_out(made, at=at)
    carry_out(mediation, act, by=by, at=at, told={"agreement": made.number})
    return made


def let_go_of_agreements(mediations: Collection[UUID], *, at: datetime) -> None:
    """Forget the words, drawings and files; number and digests stay, so that a copy somebody kept can still be checked."""
    found = Agreement.objects.filter(mediation__in=mediations)
    for pk in found.values_list("pk", flat=True):
        for part in ("", "copy", "scan"):
            files.forget(papers.owner_of(pk, part), at=at)
    Signature.objects.filter(agreement__in=found).update(strokes=None)
    _let_go_of_confirmations(found, at=at)
    found.update(issues=None, manner=None)


def _let_go_of_confirmations(agreements: QuerySet[Agreement], *, at: datetime) -> None:
    rows = Confirmation.objects.filter(agreement__in=agreements)
    for pk in rows.values_list("pk", flat=True):
        for part in ("", "copy", "ruling"):
            files.forget(papers.owner_of(pk, part), at=at)
    for pk in Instalment.objects.filter(agreement__in=agreements).values_list("pk", flat=True):
        files.forget(papers.owner_of(pk), at=at)
    Joined.objects.filter(confirmation__in=rows).update(strokes=None, address=None)
    Question.objects.filter(confirmation__in=rows).update(words=None, answer=None)
    rows.update(notes=None, record=None, grounds=None)


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
