from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from commongrid.work.training.models.courses import Course
from commongrid.work.training.terms import Answers, ExamPlan


class CertificateKind(models.Model):
    """A kind of certificate 证书种类 and how many months one holds."""

    code = models.CharField(max_length=32, unique=True)
    zh = models.CharField(max_length=80)
    en = models.CharField(max_length=120, blank=True)
    months = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.zh

    def name(self, language: str) -> str:
        return (self.en if language.startswith("en") else "") or self.zh


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


class Certificate(models.Model):
    """A certificate 证书: that its holder passed, until when it holds, and which editions were taught."""

    number = models.CharField(max_length=12, primary_key=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    kind = models.ForeignKey(CertificateKind, on_delete=models.PROTECT, related_name="+", db_index=False)
    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="+", db_index=False)
    sitting_id = models.UUIDField(unique=True)
    taught = models.JSONField(default=list)
    issued_on = models.DateField()
    valid_until = models.DateField()
    shows_name = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("issued_on")), name="training_certificate_span"
            ),
        )
        indexes = (
            models.Index(
                fields=["account", "kind", "valid_until"],
                condition=Q(withdrawn_at=None),
                name="training_certificate_holder",
            ),
            models.Index(fields=["account", "issued_on"], name="training_certificate_own"),
            models.Index(fields=["valid_until"], name="training_certificate_until"),
        )

    def __str__(self) -> str:
        return self.number

    def state_on(self, on: date) -> str:
        """valid, expired or withdrawn."""
        if self.withdrawn_at is not None:
            return "withdrawn"
        return "valid" if self.valid_until >= on else "expired"


class Demand(models.Model):
    """A role has to hold a kind of certificate from a day on; a post that begins later has so many days for it."""

    role = models.CharField(max_length=16)
    kind = models.ForeignKey(CertificateKind, on_delete=models.PROTECT, related_name="demands")
    from_on = models.DateField()
    grace_days = models.PositiveSmallIntegerField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["role", "kind"], condition=Q(ended_at=None), name="training_demand_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.kind_id}"
