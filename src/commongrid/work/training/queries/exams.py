"""Exams and one's own sittings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from commongrid.base.verdicts import Refused
from commongrid.work.training.models import BankQuestion, CertificateKind, Exam, Sitting
from commongrid.work.training.queries.courses import courses_of
from commongrid.work.training.terms import Question

MOST = 20


def exam(code: str) -> Exam:
    """One exam by code (unique index). Refused: training.unknown_exam."""
    found = Exam.objects.filter(code=code[:32]).select_related("kind").prefetch_related("courses").first()
    if found is None:
        raise Refused("training.unknown_exam", code=code[:32])
    return found


def all_exams() -> list[Exam]:
    """Every exam, those in use first (a dozen rows, read whole)."""
    found = Exam.objects.select_related("kind").prefetch_related("courses")
    return sorted(found, key=lambda one: (one.withdrawn_at is not None, one.code))


def exams_for(roles: Sequence[str]) -> list[Exam]:
    """Exams in use over a course that is meant for one of these roles, or for everybody."""
    mine = {edition.course_id for edition in courses_of(roles)}
    return [
        one
        for one in all_exams()
        if one.withdrawn_at is None and mine & {each.pk for each in one.courses.all()}
    ]


def kinds() -> list[CertificateKind]:
    """Every kind of certificate, by code (a dozen rows, read whole)."""
    return list(CertificateKind.objects.order_by("code"))


def sitting(sitting_id: UUID, account_id: int | None) -> Sitting:
    """One's own sitting (primary key); raises Sitting.DoesNotExist for anybody else's."""
    found = Sitting.objects.select_related("exam__kind")
    return found.get(pk=sitting_id, account=account_id or 0)


def drawn(found: Sitting) -> list[Question]:
    """The questions of a sitting in the order they were drawn, as they were then (primary key)."""
    rows = {row.pk: row.value() for row in BankQuestion.objects.filter(pk__in=found.questions)}
    return [rows[pk] for pk in found.questions]


def open_sitting(account_id: int, exam: Exam) -> Sitting | None:
    """The sitting somebody has begun and not handed in (unique index training_sitting_one_open)."""
    return Sitting.objects.filter(account=account_id, exam=exam, handed_at=None).first()


def sat_today(account_id: int, exam: Exam, at: datetime) -> int:
    """How often somebody began an exam on the day of `at` (index training_sitting_own)."""
    midnight = datetime.combine(timezone.localdate(at), time(), timezone.get_current_timezone())
    day = {"started_at__gte": midnight, "started_at__lt": midnight + timedelta(days=1)}
    return Sitting.objects.filter(account=account_id, exam=exam, **day).count()


def sittings_of(account_id: int) -> list[Sitting]:
    """One's own sittings that are still kept, newest first (index training_sitting_own)."""
    found = Sitting.objects.filter(account=account_id).select_related("exam")
    return list(found.order_by("-started_at")[:MOST])


def left_open(before: datetime) -> QuerySet[Sitting]:
    """Sittings whose time was over before a moment and that nobody handed in (index training_sitting_open)."""
    return Sitting.objects.filter(handed_at=None, ends_at__lt=before).select_related("exam__kind", "account")
