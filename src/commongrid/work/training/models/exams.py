from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from commongrid.work.training.models.courses import Course
from commongrid.work.training.models.kinds import CertificateKind
from commongrid.work.training.terms import Answers, ExamPlan


class Exam(models.Model):
    """An exam 考试: questions at random from the banks of its courses, a time, a pass mark, and what it gives."""

    code = models.CharField(max_length=32, unique=True)
    zh = models.CharField(max_length=80)
    en = models.CharField(max_length=120, blank=True)
    kind = models.ForeignKey(CertificateKind, on_delete=models.PROTECT, related_name="exams")
    courses = models.ManyToManyField(Course, related_name="exams")
    questions = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    pass_percent = models.PositiveSmallIntegerField()
    attempts_per_day = models.PositiveSmallIntegerField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(pass_percent__gte=1, pass_percent__lte=100, questions__gte=1, minutes__gte=1)
                & Q(attempts_per_day__gte=1),
                name="training_exam_sane",
            ),
        )

    def __str__(self) -> str:
        return self.zh

    def name(self, language: str) -> str:
        return (self.en if language.startswith("en") else "") or self.zh

    def plan(self) -> ExamPlan:
        """How it is held, as a value; needs `kind` and `courses` loaded."""
        codes = tuple(sorted(course.code for course in self.courses.all()))
        return ExamPlan(
            self.code, self.zh, self.en, codes, self.kind.code, self.questions, self.minutes,
            self.pass_percent, self.attempts_per_day,
        )  # fmt: skip


class Sitting(models.Model):
    """One sitting of an exam: what was drawn by which seed and what was answered. Only its sitter ever sees it."""

    id = models.UUIDField(primary_key=True)
    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    seed = models.BigIntegerField()
    questions = ArrayField(models.BigIntegerField())
    answers = models.JSONField(default=dict)
    pass_percent = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    handed_at = models.DateTimeField(null=True)
    right = models.PositiveSmallIntegerField(null=True)
    passed = models.BooleanField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["account", "exam"], condition=Q(handed_at=None), name="training_sitting_one_open"
            ),
            models.CheckConstraint(
                condition=Q(handed_at=None, right=None, passed=None)
                | Q(handed_at__isnull=False, right__isnull=False, passed__isnull=False),
                name="training_sitting_judged",
            ),
        )
        indexes = (
            models.Index(fields=["account", "exam", "started_at"], name="training_sitting_own"),
            models.Index(fields=["ends_at"], condition=Q(handed_at=None), name="training_sitting_open"),
            models.Index(fields=["ends_at"], name="training_sitting_ended"),
        )

    def __str__(self) -> str:
        return str(self.pk)

    def given(self) -> Answers:
        """What was answered, by question."""
        return {int(key): frozenset(values) for key, values in self.answers.items()}
