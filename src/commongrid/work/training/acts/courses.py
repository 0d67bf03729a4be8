"""A course's editions: drafted, published, withdrawn and taken up again."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import BinaryIO

from django.db import transaction
from django.db.models import Max

from commongrid.base.access.terms import Actor
from commongrid.base.files import acts as files
from commongrid.base.journal.terms import NewEntry
from commongrid.base.verdicts import Refused
from commongrid.work.training import queries, texts
from commongrid.work.training.acts.core import note, runs, said, signature
from commongrid.work.training.models import Course, Edition
from commongrid.work.training.terms import Content


@transaction.atomic
def draft(code: str, content: Content, *, by: Actor, at: datetime, is_shipped: bool = False) -> Edition:
    """Write what the next edition of a course says; a new code makes a course. Nobody else sees it before it is published."""
    runs(by)
    course, _is_new = Course.objects.select_for_update().get_or_create(code=code)
    newest = course.editions.filter(published_at__isnull=False).aggregate(last=Max("number"))["last"] or 0
    values = {
        **asdict(content), "roles": list(content.roles), "number": newest + 1, "is_shipped": is_shipped,
        "made_at": at, "made_by": signature(by),
    }  # fmt: skip
    written, _is_new = Edition.objects.update_or_create(course=course, published_at=None, defaults=values)
    return written


def attach(code: str, sent: bytes | BinaryIO, name: str, *, by: Actor, at: datetime) -> Edition:
    """Give the draft of a course a PDF; what it is is decided by its content. Refused: training.no_draft, as files."""
    runs(by)
    found = queries.draft_of(queries.course(code))
    if found is None:
        raise Refused("training.no_draft")
    document = files.take_in_document(sent, name, owner=f"course:{code}", by=by, at=at)
    Edition.objects.filter(pk=found.pk, published_at=None).update(document_id=document.pk)
    found.document_id = document.pk
    return found


@transaction.atomic
def publish(code: str, *, by: Actor, at: datetime, why: str) -> Edition:
    """The draft becomes what everybody reads; earlier editions stay for the certificates that name them."""
    runs(by)
    course = Course.objects.select_for_update().get(pk=queries.course(code).pk)
    found = queries.draft_of(course)
    if found is None:
        raise Refused("training.no_draft")
    for fault in texts.faults(found.content()):
        raise Refused(fault.key, **fault.facts)
    found.published_at = at
    Edition.objects.filter(pk=found.pk, published_at=None).update(published_at=at)
    told = {"code": code, "course": found.zh, "number": found.number, "why": said(why)}
    note("course", code, NewEntry("training.course_published", at, by.snapshot(), told))
    return found


@transaction.atomic
def withdraw_course(code: str, *, by: Actor, at: datetime, why: str) -> None:
    """Nobody is offered it any more; certificates that name it stand."""
    runs(by)
    course, told = queries.course(code), {"code": code, "why": said(why)}
    if Course.objects.filter(pk=course.pk, withdrawn_at=None).update(withdrawn_at=at):
        note("course", code, NewEntry("training.course_withdrawn", at, by.snapshot(), told))


@transaction.atomic
def resume_course(code: str, *, by: Actor, at: datetime, why: str) -> None:
    """It is offered again as it was."""
    runs(by)
    course, told = queries.course(code), {"code": code, "why": said(why)}
    if Course.objects.filter(pk=course.pk, withdrawn_at__isnull=False).update(withdrawn_at=None):
        note("course", code, NewEntry("training.course_resumed", at, by.snapshot(), told))
