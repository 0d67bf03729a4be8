"""A matter in mediation, who is in it, and who sits."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from commongrid.base.journal.models import Subject
from commongrid.base.privacy.fields import EncryptedTextField
from commongrid.work.mediation.terms import OPEN, Consent, Course, SeatState, Side, State


class Mediation(Subject):
    """One dispute in mediation. Nobody reads it but its mediators, the heads of the bodies at its table and its parties.

    `sitting_ids` are the posts asked to sit or sitting, `heading_ids` the posts of the heads: the grants look there.
    `pauses` [[from, until or null], …]; `steps` tell the deadline line by line. `case` is the number it came from.
    """

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=12, unique=True)
    body = models.ForeignKey("mediation.Body", models.PROTECT, related_name="matters")
    area = models.CharField(max_length=15, db_collation="C")
    topic = models.CharField(max_length=12)
    origin = models.CharField(max_length=8)
    course = models.CharField(max_length=20)
    case = models.CharField(max_length=24, blank=True)
    number_in = models.CharField(max_length=60, blank=True)
    summary = EncryptedTextField(label="mediation_mediation.summary", retention="mediation.words", null=True)
    claim = EncryptedTextField(label="mediation_mediation.claim", retention="mediation.words", null=True)
    state = models.CharField(max_length=10)
    sitting_ids = ArrayField(models.BigIntegerField(), default=list)
    heading_ids = ArrayField(models.BigIntegerField(), default=list)
    asked_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    soon_at = models.DateTimeField(null=True)
    extended_to = models.DateTimeField(null=True)
    pauses = models.JSONField(default=list)
    steps = models.JSONField(default=list)
    told_late_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in State]), name="mediation_state"
            ),
            models.CheckConstraint(
                condition=Q(course__in=[one.value for one in Course]), name="mediation_course"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in (*OPEN, State.REFERRED)])
                | Q(ended_at__isnull=False),
                name="mediation_over_has_end",
            ),
        )
        indexes = (
            GinIndex(fields=["sitting_ids"], name="mediation_by_table"),
            GinIndex(fields=["heading_ids"], name="mediation_by_heads"),
            models.Index(fields=["case"], condition=~Q(case=""), name="mediation_of_case"),
            models.Index(
                fields=["due_at"], condition=Q(state__in=["accepted", "sitting"]), name="mediation_due"
            ),
            models.Index(fields=["ended_at"], condition=Q(ended_at__isnull=False), name="mediation_ended"),
        )

    def __str__(self) -> str:
        return self.number


class Party(models.Model):
    """Somebody in the dispute. `consent` is to mediating, `online` to a link, `recording` to being recorded: off by default.

    Who stands for them is a person with a power of attorney: `power` is its document, `scope` what it covers.
    """

    id = models.UUIDField(primary_key=True)
    mediation = models.ForeignKey(Mediation, models.PROTECT, related_name="parties")
    side = models.CharField(max_length=10)
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    organisation = EncryptedTextField(
        label="mediation_party.organisation", retention="mediation.words", null=True
    )
    consent = models.CharField(max_length=5, default=Consent.ASKED.value)
    consent_at = models.DateTimeField(null=True)
    consent_by = models.CharField(max_length=10, blank=True)
    online = models.BooleanField(default=False)
    recording = models.BooleanField(default=False)
    chosen = models.ForeignKey(
        "mediation.Mediator", models.PROTECT, null=True, related_name="+", db_index=False
    )
    agent = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    scope = models.CharField(max_length=8, blank=True)
    power = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(side__in=[one.value for one in Side]), name="mediation_party_side"
            ),
            models.CheckConstraint(
                condition=Q(consent__in=[one.value for one in Consent]), name="mediation_party_consent"
            ),
            models.CheckConstraint(
                condition=Q(consent="asked", consent_at=None) | Q(consent_at__isnull=False),
                name="mediation_party_consent_when",
            ),
            models.UniqueConstraint(fields=["mediation", "person"], name="mediation_party_once"),
        )

    def __str__(self) -> str:
        return f"{self.side} {self.mediation_id}"


class Seat(models.Model):
    """A mediator asked to sit at a matter. Several of several bodies make a joint table."""

    mediation = models.ForeignKey(Mediation, models.PROTECT, related_name="seats")
    mediator = models.ForeignKey("mediation.Mediator", models.PROTECT, related_name="seats")
    how = models.CharField(max_length=8)
    whys = models.JSONField(default=list)
    state = models.CharField(max_length=7)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    leaving = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["mediation", "mediator"], name="mediation_seat_once"),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in SeatState])
                & (Q(answered_at=None) | Q(answered_at__gte=F("asked_at"))),
                name="mediation_seat_state",
            ),
        )
        indexes = (models.Index(fields=["mediator"], condition=~Q(state="left"), name="mediation_seat_load"),)

    def __str__(self) -> str:
        return f"{self.mediation_id} {self.mediator_id} {self.state}"
