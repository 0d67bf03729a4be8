"""Reading a course: which pages are done, and that its quiz was finished. No answer of a quiz is kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import Refused
from commongrid.work.training.acts.core import learner
from commongrid.work.training.models import Edition, Progress


@transaction.atomic
def read_page(edition: Edition, number: int, *, by: Actor, at: datetime) -> Progress:
    """The page of this number (from 1) is done; twice is once. Refused: training.no_page."""
    if not 1 <= number <= len(edition.pages("zh-hans")):
        raise Refused("training.no_page", number=number)
    found = _mine(edition, by, at)
    found.pages = sorted({*found.pages, number})
    Progress.objects.filter(pk=found.pk).update(pages=found.pages, touched_at=at)
    return found


@transaction.atomic
def finish_quiz(edition: Edition, *, by: Actor, at: datetime) -> Progress:
    """Its quiz was gone through, however it was answered."""
    found = _mine(edition, by, at)
    found.quiz_at = found.quiz_at or at
    Progress.objects.filter(pk=found.pk).update(quiz_at=found.quiz_at, touched_at=at)
    return found


def _mine(edition: Edition, by: Actor, at: datetime) -> Progress:
    told = {"touched_at": at}
    found, _is_new = Progress.objects.get_or_create(account_id=learner(by), edition=edition, defaults=told)
    return Progress.objects.select_for_update().get(pk=found.pk)
