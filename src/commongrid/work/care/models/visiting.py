from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from commongrid.base.journal.models import Subject
from commongrid.base.privacy.fields import EncryptedTextField
from commongrid.work.care.terms import Ground, State


class Invitation(models.Model):
    """Somebody asked on another's behalf: a code to pass on and a community, and nothing about either of them."""

    id = models.UUIDField(primary_key=True)
    key = models.CharField(max_length=80, unique=True)
    code_hash = models.BinaryField(max_length=32, unique=True)
    area = models.CharField(max_length=12)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["expires_at"], name="care_invitation_expiry"),)


class Care(Subject):
    """Care visits to somebody: by which ground, what for, until when, who comes. Ended: only dates and the ground are left."""

    id = models.UUIDField(primary_key=True)
    key = models.CharField(max_length=80, unique=True)
    area = models.CharField(max_length=12)
    state = models.CharField(max_length=8)
    purposes = ArrayField(models.CharField(max_length=12), default=list)
    ground = models.CharField(max_length=8)
    statute = models.CharField(max_length=48, blank=True)
    person = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    guardian = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    name = EncryptedTextField(label="care_care.name", retention="care.visits", null=True)
    address = EncryptedTextField(label="care_care.address", retention="care.visits", null=True)
    words = EncryptedTextField(label="care_care.words", retention="care.visits", null=True)
    post = models.ForeignKey(
        "units.Post", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    every_days = models.PositiveSmallIntegerField(default=14)
    begun_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    until = models.DateField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=9, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in State]), name="care_care_state"
            ),
            models.CheckConstraint(
                condition=Q(ground=Ground.CONSENT.value, statute="")
                | (Q(ground=Ground.LAW.value) & ~Q(statute="")),
                name="care_care_has_a_ground",
            ),
            models.CheckConstraint(
                condition=~Q(state="ended")
                | Q(name=None, address=None, words=None, person=None, guardian=None, purposes=[]),
                name="care_care_ended_is_empty",
            ),
        )
        indexes = (
            models.Index(fields=["area", "begun_at"], condition=Q(state="waiting"), name="care_care_waiting"),
            models.Index(fields=["post", "begun_at"], condition=Q(state="cared"), name="care_care_of_post"),
            models.Index(fields=["until"], condition=~Q(state="ended"), name="care_care_until"),
            models.Index(fields=["ended_at"], condition=Q(state="ended"), name="care_care_ended"),
        )

    @property
    def short(self) -> str:
        """Four signs to tell one from another on a list that names nobody."""
        return str(self.pk)[-4:].upper()


class Consent(models.Model):
    """That somebody agreed: when, as whom, to which notice, until when. What for goes with the care itself."""

    care = models.ForeignKey(Care, on_delete=models.CASCADE, related_name="consents")
    at = models.DateTimeField()
    by_guardian = models.BooleanField()
    notice = models.CharField(max_length=16)
    until = models.DateField()


class Visit(models.Model):
    """One visit: when, a short note and what was asked for, sealed together."""

    id = models.UUIDField(primary_key=True)
    key = models.CharField(max_length=80, unique=True)
    care = models.ForeignKey(Care, on_delete=models.CASCADE, related_name="visits", db_index=False)
    at = models.DateTimeField()
    words = EncryptedTextField(label="care_visit.words", retention="care.visits", null=True)

    class Meta:
        indexes = (models.Index(fields=["care", "-at"], name="care_visit_of_care"),)


class Look(models.Model):
    """Who opened it, when and why. Stands here and not in the house's log of looks: an auditor who read that log would
    read who is cared for."""

    care = models.ForeignKey(Care, on_delete=models.CASCADE, related_name="looks", db_index=False)
    at = models.DateTimeField()
    name = models.CharField(max_length=64)
    role = models.CharField(max_length=16)
    unit = models.CharField(max_length=80)
    reason = models.CharField(max_length=200)

    class Meta:
        indexes = (models.Index(fields=["care", "-at"], name="care_look_of_care"),)
