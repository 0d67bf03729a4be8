"""Forgetting what a report no longer needs: the words, and the tie to the person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from commongrid.base.files import acts as files
from commongrid.cases.models import IS_OPEN, Case
from commongrid.intake.models import Report
from commongrid.intake.terms import OPEN

UNDECIDED = Q(status__in=[status.value for status in OPEN])


def expire_words(before: datetime, *, at: datetime) -> int:
    """Erase the words and the person of reports last moved before `before`; what is still open keeps them."""
    due = _settled(Report.objects.filter(moved_at__lt=before))
    return due.filter(Q(words__isnull=False) | Q(person__isnull=False)).update(words=None, person=None)


def forget_person(person_id: UUID, *, at: datetime) -> int:
    """Part a person's settled reports from them and erase their words; how many."""
    own = _settled(Report.objects.filter(person=person_id))
    for pk in list(own.values_list("pk", flat=True)):
        files.forget(f"report:{pk}", at=at)
    return own.update(words=None, person=None)


def _settled(reports: QuerySet[Report]) -> QuerySet[Report]:
    return reports.exclude(UNDECIDED).exclude(case__in=Case.objects.filter(IS_OPEN))
