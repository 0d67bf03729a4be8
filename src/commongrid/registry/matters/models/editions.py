from __future__ import annotations

from django.db import models
from django.db.models import Q

from commongrid.base.calendar.terms import Unit
from commongrid.base.journal.models import Subject
from commongrid.registry.matters.models.constraints import one_of
from commongrid.registry.matters.terms import Confidence, Kind, Level, Stage


class Catalogue(Subject):
    """One row: the history of the whole catalogue, and a token that is new after every change (for caches)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    token = models.UUIDField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="matters_catalogue_single"),)


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
