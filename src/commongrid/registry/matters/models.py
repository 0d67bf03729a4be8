from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from commongrid.base.calendar.terms import Unit
from commongrid.base.journal.models import Subject
from commongrid.registry.matters.terms import Confidence, Kind, Level, ReasonKind, Stage


def one_of(field: str, values: Any, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [value.value for value in values]}), name=name
    )


class Catalogue(Subject):
    """One row: the history of the whole catalogue, and a token that is new after every change (for caches)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    token = models.UUIDField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="matters_catalogue_single"),)


class Department(models.Model):
    """Who answers for what, by the code that ties matters to units of every level."""

    code = models.CharField(max_length=16, primary_key=True)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120, blank=True)
    tier = models.CharField(max_length=16, blank=True)
    answers_for_zh = models.CharField(max_length=200, blank=True)
    answers_for_en = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=10, default=Confidence.PROPOSAL.value)

    class Meta:
        constraints = (one_of("confidence", Confidence, "matters_department_confidence"),)

    def __str__(self) -> str:
        return self.name_zh


class UsualLimit(models.Model):
    """The limit of a stage that a row says nothing about; one for urgent rows, one for the others."""

    stage = models.CharField(max_length=10)
    urgent = models.BooleanField()
    amount = models.FloatField()
    unit = models.CharField(max_length=16)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["stage", "urgent"], name="matters_usual_limit_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="matters_usual_limit_positive"),
            one_of("stage", (Stage.DISPATCH, Stage.ACCEPT, Stage.CHECK), "matters_usual_limit_stage"),
            one_of("unit", Unit, "matters_usual_limit_unit"),
        )


class Matter(models.Model):
    """One thing a city deals with, by its code; what it says stands in its editions."""

    code = models.CharField(max_length=32, unique=True)
    active = models.BooleanField(default=True)
    current = models.OneToOneField("Edition", on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.code


class Edition(models.Model):
    """What a matter says from a moment on. Written once, never changed: cases keep theirs.

    `origin` is "pack:<name>" or "desk": a pack loaded again does not overwrite what the city wrote itself.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    from_at = models.DateTimeField()
    class_zh = models.CharField(max_length=40)
    class_en = models.CharField(max_length=80, blank=True)
    subclass_zh = models.CharField(max_length=40)
    subclass_en = models.CharField(max_length=80, blank=True)
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=160, blank=True)
    pinyin = models.CharField(max_length=400, blank=True)
    kind = models.CharField(max_length=12)
    department = models.CharField(max_length=16)
    is_public = models.BooleanField()
    confidential = models.BooleanField()
    rewardable = models.BooleanField()
    needs_verification = models.BooleanField()
    self_check = models.BooleanField()
    auto_assign = models.BooleanField()
    urgent = models.BooleanField()
    evidence_zh = models.TextField(blank=True)
    evidence_en = models.TextField(blank=True)
    standard_zh = models.TextField(blank=True)
    standard_en = models.TextField(blank=True)
    patrol_zh = models.TextField(blank=True)
    patrol_en = models.TextField(blank=True)
    questions = models.JSONField(default=list)
    keywords = models.TextField(blank=True)
    confidence = models.CharField(max_length=10)
    source = models.TextField(blank=True)
    origin = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["matter", "number"], name="matters_edition_number"),
            models.CheckConstraint(
                condition=Q(confidential=False) | Q(is_public=False), name="matters_edition_secret_not_public"
            ),
            one_of("kind", Kind, "matters_edition_kind"),
            one_of("confidence", Confidence, "matters_edition_confidence"),
        )
        indexes = (models.Index(fields=["matter", "-from_at"], name="matters_edition_in_force"),)

    def __str__(self) -> str:
        return f"{self.name_zh} #{self.number}"


class Row(models.Model):
    """One filing criterion of an edition with its limits, its closing criterion and who answers for it."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="rows")
    order = models.PositiveSmallIntegerField()
    criterion_zh = models.TextField()
    criterion_en = models.TextField(blank=True)
    closing_zh = models.TextField()
    closing_en = models.TextField(blank=True)
    when = models.JSONField(default=dict)
    dispatch_amount = models.FloatField()
    dispatch_unit = models.CharField(max_length=16)
    accept_amount = models.FloatField()
    accept_unit = models.CharField(max_length=16)
    handle_amount = models.FloatField()
    handle_unit = models.CharField(max_length=16)
    check_amount = models.FloatField()
    check_unit = models.CharField(max_length=16)
    department = models.CharField(max_length=16)
    level = models.CharField(max_length=12)
    confidence = models.CharField(max_length=10)
    source = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["edition", "order"], name="matters_row_order"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{stage}_amount__gt": 0}), name=f"matters_row_{stage}_positive"
                )
                for stage in Stage
            ),
            *(one_of(f"{stage}_unit", Unit, f"matters_row_{stage}_unit") for stage in Stage),
            one_of("level", Level, "matters_row_level"),
            one_of("confidence", Confidence, "matters_row_confidence"),
        )


class Reason(models.Model):
    """One entry of a list of reasons: what must be stated with it, and what the person is told.

    `counts`: a sending back that counts towards the third, which goes to the owner of last resort.
    `instead`: the act to use in its place ("pause"), where a list names it only to say so.
    """

    kind = models.CharField(max_length=12)
    code = models.CharField(max_length=16)
    zh = models.CharField(max_length=80)
    en = models.CharField(max_length=160)
    when_zh = models.CharField(max_length=200, blank=True)
    when_en = models.CharField(max_length=300, blank=True)
    must_state_zh = models.CharField(max_length=200, blank=True)
    must_state_en = models.CharField(max_length=300, blank=True)
    tell_zh = models.CharField(max_length=300, blank=True)
    tell_en = models.CharField(max_length=500, blank=True)
    counts = models.BooleanField(default=True)
    instead = models.CharField(max_length=12, blank=True)
    confidence = models.CharField(max_length=10, default=Confidence.PROPOSAL.value)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["kind", "code"], name="matters_reason_code"),
            models.UniqueConstraint(
                fields=["kind", "zh"], condition=Q(active=True), name="matters_reason_words"
            ),
            one_of("kind", ReasonKind, "matters_reason_kind"),
            one_of("confidence", Confidence, "matters_reason_confidence"),
        )

    def __str__(self) -> str:
        return self.zh
