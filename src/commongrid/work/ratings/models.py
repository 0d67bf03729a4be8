"""Criteria by edition, and ratings of places: what was found, what came of it, until when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from commongrid.base.journal.models import Subject
from commongrid.base.privacy.fields import EncryptedTextField
from commongrid.work.ratings.terms import STANDS, Grade, Scheme, State


class Edition(models.Model):
    """What a scheme asks from a moment on; written once. A rating keeps the edition it was judged by."""

    scheme = models.CharField(max_length=10)
    number = models.PositiveSmallIntegerField()
    valid_from = models.DateTimeField()
    criteria = models.JSONField()
    share = models.PositiveSmallIntegerField()
    months = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["scheme", "number"], name="ratings_edition_number"),
            models.CheckConstraint(
                condition=Q(scheme__in=[str(one) for one in Scheme]), name="ratings_edition_scheme"
            ),
        )

    def __str__(self) -> str:
        return f"{self.scheme} #{self.number}"


class Rating(Subject):
    """One rating of one place, from the proposal to the day it runs out.

    `findings`: [{"code", "met", "why", "note"}, …]. What the keeper says against it is sealed and forgotten in time.
    Name and address are the place's at that time, so that the register is read without a join.
    """

    id = models.UUIDField(primary_key=True)
    premises = models.ForeignKey("premises.Premises", models.PROTECT, related_name="ratings", db_index=False)
    name = models.CharField(max_length=96)
    address = models.CharField(max_length=160, blank=True)
    area = models.CharField(max_length=15, db_collation="C")
    scheme = models.CharField(max_length=10)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+", db_index=False)
    findings = models.JSONField()
    grade = models.CharField(max_length=8)
    state = models.CharField(max_length=10)
    proposed_at = models.DateTimeField()
    proposed_by = models.BigIntegerField()
    proposed_unit = models.BigIntegerField(null=True)
    hear_until = models.DateField()
    explanation = EncryptedTextField(label="ratings_rating.explanation", retention="ratings.words", null=True)
    explained_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)
    decided_unit = models.BigIntegerField(null=True)
    why = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField(null=True)
    until = models.DateField(null=True)
    warned_at = models.DateTimeField(null=True)
    failing = models.JSONField(default=list)
    appeal = EncryptedTextField(label="ratings_rating.appeal", retention="ratings.words", null=True)
    appealed_at = models.DateTimeField(null=True)
    appeal_decided_at = models.DateTimeField(null=True)
    appeal_why = models.CharField(max_length=300, blank=True)
    moved_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[str(one) for one in State])
                & Q(scheme__in=[str(one) for one in Scheme])
                & Q(grade__in=[str(one) for one in Grade]),
                name="ratings_rating_words",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[str(one) for one in STANDS])
                | Q(grade="safe", valid_from__isnull=False, until__gte=F("valid_from")),
                name="ratings_rating_stands",
            ),
            models.UniqueConstraint(
                fields=["premises", "scheme"],
                condition=Q(state="proposed"),
                name="ratings_rating_one_proposed",
            ),
            models.UniqueConstraint(
                fields=["premises", "scheme"],
                condition=Q(state__in=[str(one) for one in STANDS]),
                name="ratings_rating_one_stands",
            ),
        )
        indexes = (
            models.Index(fields=["premises", "-proposed_at"], name="ratings_of_premises"),
            models.Index(fields=["state", "area", "proposed_at", "id"], name="ratings_listed"),
            models.Index(
                fields=["scheme", "name", "id"],
                condition=Q(state__in=[str(one) for one in STANDS]),
                name="ratings_register",
            ),
            models.Index(
                fields=["until"], condition=Q(state__in=[str(one) for one in STANDS]), name="ratings_until"
            ),
            models.Index(
                fields=["area", "appealed_at"],
                condition=Q(appealed_at__isnull=False, appeal_decided_at=None),
                name="ratings_appeals",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.state}"
