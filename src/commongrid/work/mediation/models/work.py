"""What happens at the table: sittings, evidence, the terms that are found, and where a matter goes on."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from commongrid.base.privacy.fields import EncryptedTextField
from commongrid.work.mediation.terms import Onward, Seen, Way


class Sitting(models.Model):
    """A meeting: when, where or by which link, who is invited, what was said. `sequence` counts its changes for calendars.

    `invited` and `came` are ids of parties, as text.
    """

    id = models.UUIDField(primary_key=True)
    mediation = models.ForeignKey("mediation.Mediation", models.PROTECT, related_name="sittings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    way = models.CharField(max_length=8)
    place = models.CharField(max_length=120, blank=True)
    invited = models.JSONField(default=list)
    sequence = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    came = models.JSONField(default=list)
    minutes = EncryptedTextField(label="mediation_sitting.minutes", retention="mediation.words", null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(way__in=[one.value for one in Way]) & Q(ends_at__gt=F("starts_at")),
                name="mediation_sitting_time",
            ),
            models.CheckConstraint(
                condition=Q(held_at=None) | Q(cancelled_at=None), name="mediation_sitting_one_end"
            ),
        )

    def __str__(self) -> str:
        return f"{self.mediation_id} {self.starts_at:%Y-%m-%d}"


class Evidence(models.Model):
    """One file and what it is called. Whoever brought it always sees it; `seen_by` says who else.

    The file's owner in base/files is "mediation:<id of this row>". `party` is None for what the mediator adds.
    """

    id = models.UUIDField(primary_key=True)
    mediation = models.ForeignKey("mediation.Mediation", models.PROTECT, related_name="evidence")
    party = models.ForeignKey("mediation.Party", models.PROTECT, null=True, related_name="+", db_index=False)
    title = EncryptedTextField(label="mediation_evidence.title", retention="mediation.words", null=True)
    seen_by = models.CharField(max_length=8)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(seen_by__in=[one.value for one in Seen]), name="mediation_evidence_seen"
            ),
        )

    def __str__(self) -> str:
        return f"{self.mediation_id} {self.seen_by}"


class Clause(models.Model):
    """One term: who does what, by when, how much. An agreement is written from these."""

    id = models.UUIDField(primary_key=True)
    mediation = models.ForeignKey("mediation.Mediation", models.PROTECT, related_name="clauses")
    order = models.PositiveSmallIntegerField()
    who = models.ForeignKey("mediation.Party", models.PROTECT, related_name="+", db_index=False)
    what = EncryptedTextField(label="mediation_clause.what", retention="mediation.words", null=True)
    by_on = models.DateField(null=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["mediation", "order"], name="mediation_clause_order"),
            models.CheckConstraint(
                condition=Q(amount=None) | (Q(amount__gt=0) & Q(by_on__isnull=False)),
                name="mediation_clause_sum_has_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.mediation_id} {self.order}"


class Referral(models.Model):
    """Sent on to a court, arbitration, a notary or administrative adjudication, and what came back.

    `ready` lists which of what that place asks for was there. Numbers are theirs, kept as they came.
    """

    mediation = models.ForeignKey("mediation.Mediation", models.PROTECT, related_name="referrals")
    onward = models.CharField(max_length=12)
    ready = models.JSONField(default=list)
    sent_at = models.DateTimeField()
    number_back = models.CharField(max_length=60, blank=True)
    result = models.CharField(max_length=10, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(onward__in=[one.value for one in Onward]), name="mediation_referral_onward"
            ),
            models.CheckConstraint(
                condition=Q(result="", answered_at=None) | Q(answered_at__isnull=False),
                name="mediation_referral_answer",
            ),
        )

    def __str__(self) -> str:
        return f"{self.mediation_id} {self.onward}"
