"""Certificates: issued when an exam is passed, withdrawn with a reason; their holder decides whether they show a name."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.journal.terms import NewEntry
from commongrid.base.notices import acts as notices
from commongrid.base.notices.terms import Message
from commongrid.base.verdicts import NotAllowed, Why
from commongrid.work.training import numbers, queries, rules
from commongrid.work.training.acts.core import learner, note, runs, said
from commongrid.work.training.models import Certificate, Edition, Sitting


def issue(sitting: Sitting, *, on: date, by: Actor, at: datetime) -> Certificate:
    """The certificate of a sitting that was passed; `sitting` needs its exam, kind and account loaded."""
    kind = sitting.exam.kind
    held = queries.best(sitting.account_id, [kind.pk]).get(kind.pk)
    until = rules.valid_until(rules.counts_from(on, held), kind.months)
    made = Certificate(
        number=numbers.make(),
        account_id=sitting.account_id,
        kind=kind,
        exam=sitting.exam,
        sitting_id=sitting.pk,
        taught=_taught(sitting),
        issued_on=on,
        valid_until=until,
    )
    made.save(force_insert=True)
    told = {
        "holder": sitting.account.name,
        "kind_zh": kind.zh,
        "kind_en": kind.en,
        "until": until.isoformat(),
    }
    note("certificate", made.number, NewEntry("training.certificate_issued", at, by.snapshot(), told))
    return made


def _taught(sitting: Sitting) -> list[list[object]]:
    """Course and number of the edition that was taught when the sitting began."""
    taught = Edition.objects.filter(course__exams=sitting.exam, published_at__lte=sitting.started_at)
    newest = taught.order_by("course__code", "-number").distinct("course__code")
    return [list(each) for each in newest.values_list("course__code", "number", "zh", "en")]


@transaction.atomic
def withdraw_certificate(found: Certificate, *, by: Actor, at: datetime, why: str) -> None:
    """It holds no longer; its holder is told why. Twice is once."""
    runs(by)
    values = {"withdrawn_at": at, "withdrawn_why": said(why)}
    if not Certificate.objects.filter(pk=found.pk, withdrawn_at=None).update(**values):
        return
    facts = {"kind_zh": found.kind.zh, "kind_en": found.kind.en, "why": said(why)}
    told = {"holder": found.account.name, **facts}
    note("certificate", found.number, NewEntry("training.certificate_withdrawn", at, by.snapshot(), told))
    message = Message(
        why=Why("training.was_withdrawn", facts),
        about=f"certificate:{found.number}",
        path="/training/",
        key=f"training:{found.number}:withdrawn",
        at=at,
        accounts=frozenset({found.account_id}),
    )
    notices.tell([message], at=at)


def show_name(found: Certificate, *, shown: bool, by: Actor, at: datetime) -> None:
    """Whether whoever scans it reads the name too; its holder alone decides, at any time."""
    if found.account_id != learner(by):
        raise NotAllowed("training.not_yours")
    Certificate.objects.filter(pk=found.pk).update(shows_name=shown)
