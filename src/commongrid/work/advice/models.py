"""Advice: one row for whoever was taken in. It names nobody; the code of the appointment leads to it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from commongrid.base.journal.models import Subject
from commongrid.base.privacy.fields import EncryptedTextField
from commongrid.work.advice.terms import Referral, State


class Advice(Subject):
    """What a lawyer wrote down for an appointment. `post` is the one lawyer who reads it; `conflicted` are posts that must not.

    `code_hash` is that of the appointment, which is deleted long before the advice.
    """

    id = models.UUIDField(primary_key=True)
    appointment = models.OneToOneField(
        "appointments.Appointment", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    code_hash = models.BinaryField(max_length=32, unique=True)
    point = models.ForeignKey(
        "places.ServicePoint", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    post = models.ForeignKey("units.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    conflicted = ArrayField(models.BigIntegerField(), default=list)
    state = models.CharField(max_length=8)
    words = EncryptedTextField(label="advice_advice.words", retention="advice.words", null=True)
    referral = models.CharField(max_length=10, blank=True)
    number = models.CharField(max_length=12, blank=True)
    lawyer = models.CharField(max_length=140, blank=True)
    begun_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in State]), name="advice_advice_state"
            ),
            models.CheckConstraint(
                condition=Q(referral__in=["", *(one.value for one in Referral)]),
                name="advice_advice_referral",
            ),
            models.CheckConstraint(
                condition=~Q(state="given") | Q(given_at__isnull=False), name="advice_advice_given_at"
            ),
        )
        indexes = (
            models.Index(fields=["post", "changed_at"], name="advice_of_post"),
            models.Index(
                fields=["number"], condition=Q(state="given") & ~Q(number=""), name="advice_with_number"
            ),
            models.Index(fields=["changed_at"], name="advice_old"),
        )

    def __str__(self) -> str:
        return str(self.pk)
