"""Who joined an application, what the judge asked, and how the ruling reached each party."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from commongrid.base.privacy.fields import EncryptedTextField
from commongrid.work.mediation.models.confirmation import Confirmation
from commongrid.work.mediation.terms import (
    Served,
    Signed,
)


class Joined(models.Model):
    """A party's own yes to applying: drawn behind a code or on paper, with the address where papers reach them."""

    id = models.UUIDField(primary_key=True)
    confirmation = models.ForeignKey(Confirmation, models.PROTECT, related_name="joined")
    party = models.ForeignKey("mediation.Party", models.PROTECT, related_name="+", db_index=False)
    how = models.CharField(max_length=8)
    strokes = EncryptedTextField(label="mediation_joined.strokes", retention="mediation.words", null=True)
    by_agent = models.BooleanField(default=False)
    electronic = models.BooleanField(default=False)
    address = EncryptedTextField(label="mediation_joined.address", retention="mediation.words", null=True)
    joined_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["confirmation", "party"], name="mediation_joined_once"),
            models.CheckConstraint(
                condition=Q(how__in=[one.value for one in Signed]), name="mediation_joined_how"
            ),
        )

    def __str__(self) -> str:
        return f"{self.confirmation_id} {self.how}"


class Question(models.Model):
    """What the judge asks a party, and the party's answer in writing."""

    id = models.UUIDField(primary_key=True)
    confirmation = models.ForeignKey(Confirmation, models.PROTECT, related_name="questions")
    party = models.ForeignKey("mediation.Party", models.PROTECT, related_name="+", db_index=False)
    words = EncryptedTextField(label="mediation_question.words", retention="mediation.words", null=True)
    asked_at = models.DateTimeField()
    answer = EncryptedTextField(label="mediation_question.answer", retention="mediation.words", null=True)
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.confirmation_id} {self.asked_at:%Y-%m-%d}"


class Delivery(models.Model):
    """The ruling on its way to one party: when it reached the system named in the address form, when it was opened, or who handed it over."""

    id = models.UUIDField(primary_key=True)
    confirmation = models.ForeignKey(Confirmation, models.PROTECT, related_name="deliveries")
    party = models.ForeignKey("mediation.Party", models.PROTECT, related_name="+", db_index=False)
    way = models.CharField(max_length=10)
    sent_at = models.DateTimeField()
    reached_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    paper_wanted_at = models.DateTimeField(null=True)
    handed_at = models.DateTimeField(null=True)
    handed_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["confirmation", "party"], name="mediation_delivery_once"),
            models.CheckConstraint(
                condition=Q(way__in=[one.value for one in Served]), name="mediation_delivery_way"
            ),
        )

    def __str__(self) -> str:
        return f"{self.confirmation_id} {self.way}"
