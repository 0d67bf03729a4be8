from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from commongrid.work.training import texts
from commongrid.work.training.terms import Content, Option, Page, Question, QuestionKind


class Course(models.Model):
    """A course 课程 under a code that never changes; what it says stands in its editions."""

    code = models.CharField(max_length=32, unique=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.code


class Edition(models.Model):
    """What a course says from its publishing on; the one that is not published is its draft. Published, it never changes."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="editions", db_index=False)
    number = models.PositiveSmallIntegerField()
    zh = models.CharField(max_length=80)
    en = models.CharField(max_length=120, blank=True)
    summary_zh = models.CharField(max_length=300, blank=True)
    summary_en = models.CharField(max_length=400, blank=True)
    minutes = models.PositiveSmallIntegerField()
    roles = ArrayField(models.CharField(max_length=16), default=list)
    text_zh = models.TextField()
    text_en = models.TextField(blank=True)
    document_id = models.UUIDField(null=True)
    is_shipped = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=140)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["course", "number"], name="training_edition_number"),
            models.UniqueConstraint(
                fields=["course"], condition=Q(published_at=None), name="training_edition_one_draft"
            ),
        )

    def __str__(self) -> str:
        return f"{self.zh} {self.number}"

    def name(self, language: str) -> str:
        return (self.en if language.startswith("en") else "") or self.zh

    def summary(self, language: str) -> str:
        return (self.summary_en if language.startswith("en") else "") or self.summary_zh

    def pages(self, language: str) -> tuple[Page, ...]:
        return texts.in_language(self.text_zh, self.text_en, language)

    def content(self) -> Content:
        """All it says, as a value that can be compared."""
        return Content(
            self.zh, self.en, self.summary_zh, self.summary_en, self.minutes, tuple(self.roles),
            self.text_zh, self.text_en, self.document_id,
        )  # fmt: skip


class BankQuestion(models.Model):
    """A question of a course's bank 题库. It never changes: a new wording is a new row, and the old one is retired."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=24)
    kind = models.CharField(max_length=10)
    zh = models.CharField(max_length=400)
    en = models.CharField(max_length=600, blank=True)
    options = models.JSONField(default=list)
    right = ArrayField(models.CharField(max_length=24))
    because_zh = models.CharField(max_length=400, blank=True)
    because_en = models.CharField(max_length=600, blank=True)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in QuestionKind]), name="training_question_kind"
            ),
            models.UniqueConstraint(
                fields=["course", "code"], condition=Q(retired_at=None), name="training_question_once"
            ),
        )

    def __str__(self) -> str:
        return self.zh

    def value(self) -> Question:
        """The question as rules and pages take it."""
        return Question(
            self.code, QuestionKind(self.kind), self.zh, self.en, tuple(Option(*each) for each in self.options),
            frozenset(self.right), self.because_zh, self.because_en, self.pk,
        )  # fmt: skip


class Progress(models.Model):
    """What somebody has read of an edition, and whether its quiz was finished; nobody else sees it, and no answer is kept."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+", db_index=False)
    pages = ArrayField(models.PositiveSmallIntegerField(), default=list)
    quiz_at = models.DateTimeField(null=True)
    touched_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "edition"], name="training_progress_once"),)
        indexes = (models.Index(fields=["touched_at"], name="training_progress_touched"),)

    def __str__(self) -> str:
        return f"{self.account_id} {self.edition_id}"
