"""What a phone holds of training: my courses with their pages and quiz. An exam is sat with signal and is never held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from commongrid.base.access.terms import Actor
from commongrid.work.training import queries

MOST_PAGES = 80
"""So many pages of courses are held; what is beyond needs signal."""


def pages(actor: Actor, now: datetime, language: str) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Each page and what it is drawn from. The questions of a quiz change from day to day."""
    mine = queries.courses_of([actor.role])
    if not mine or actor.account_id is None:
        return
    far, day = queries.progress_of(actor.account_id), timezone.localdate(now)
    done = {one.pk: (far[one.pk].pages, far[one.pk].quiz_at) if one.pk in far else () for one in mine}
    yield reverse("field:training:home"), (day, done)
    asked = set(queries.asked_of(edition.course_id for edition in mine))
    left = MOST_PAGES
    for edition in mine:
        code, many = edition.course.code, len(edition.pages(language))
        left -= many + 2
        if left < 0:
            return
        yield reverse("field:training:course", args=[code]), (edition.pk, done[edition.pk])
        for number in range(1, many + 1):
            yield reverse("field:training:page", args=[code, number]), (edition.pk,)
        if edition.course_id in asked:
            yield reverse("field:training:quiz", args=[code]), (day, edition.pk)
