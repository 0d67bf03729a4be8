"""Courses, their editions, their banks of questions, and what somebody has read. There are some dozens of courses."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F

from commongrid.base.verdicts import Refused
from commongrid.work.training.models import BankQuestion, Course, Edition, Progress
from commongrid.work.training.terms import Question


def course(code: str) -> Course:
    """One course by code (unique index). Refused: training.unknown_course."""
    found = Course.objects.filter(code=code[:32]).first()
    if found is None:
        raise Refused("training.unknown_course", code=code[:32])
    return found


def current() -> list[Edition]:
    """The newest published edition of every course that is not withdrawn, by code (unique index training_edition_number)."""
    found = Edition.objects.filter(published_at__isnull=False, course__withdrawn_at=None)
    newest = found.select_related("course").order_by("course", "-number").distinct("course")
    return sorted(newest, key=lambda edition: edition.course.code)


def every_course() -> list[Edition]:
    """The newest edition of every course, its draft where it was never published, those withdrawn last."""
    newest = Edition.objects.select_related("course").defer("text_zh", "text_en")
    found = newest.order_by("course", F("published_at").desc(nulls_last=True)).distinct("course")
    return sorted(found, key=lambda one: (one.course.withdrawn_at is not None, one.course.code))


def current_of(code: str) -> Edition | None:
    """The newest published edition of a course, withdrawn or not (unique index training_edition_number)."""
    found = Edition.objects.filter(course__code=code[:32], published_at__isnull=False)
    return found.select_related("course").order_by("-number").first()


def courses_of(roles: Iterable[str]) -> list[Edition]:
    """The courses meant for any of these roles; one that names no role is for everybody (as `current`)."""
    held = set(roles)
    return [edition for edition in current() if not edition.roles or held & set(edition.roles)]


def draft_of(course: Course) -> Edition | None:
    """The edition that is being written (unique index training_edition_one_draft)."""
    return Edition.objects.filter(course=course, published_at=None).select_related("course").first()


def editions(course: Course) -> list[Edition]:
    """Every published edition, newest first (unique index training_edition_number)."""
    found = Edition.objects.filter(course=course, published_at__isnull=False)
    return list(found.defer("text_zh", "text_en").order_by("-number"))


def bank(courses: Iterable[int]) -> list[Question]:
    """The questions in use of some courses, by code (unique index training_question_once)."""
    rows = BankQuestion.objects.filter(course__in=list(courses), retired_at=None)
    return [row.value() for row in rows.order_by("course", "code")]


def bank_ids(courses: Iterable[int]) -> list[int]:
    """The ids of the questions in use of some courses (unique index training_question_once)."""
    rows = BankQuestion.objects.filter(course__in=list(courses), retired_at=None)
    return list(rows.values_list("pk", flat=True))


def asked_of(courses: Iterable[int]) -> list[int]:
    """Those of some courses that have questions in use (unique index training_question_once)."""
    rows = BankQuestion.objects.filter(course__in=list(courses), retired_at=None)
    return list(rows.order_by().values_list("course", flat=True).distinct())


def progress(account_id: int, edition: Edition) -> Progress | None:
    """How far somebody is in an edition (unique index training_progress_once)."""
    return Progress.objects.filter(account=account_id, edition=edition).first()


def progress_of(account_id: int) -> dict[int, Progress]:
    """How far somebody is, by edition (unique index training_progress_once)."""
    return {one.edition_id: one for one in Progress.objects.filter(account=account_id)}
