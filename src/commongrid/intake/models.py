from __future__ import annotations

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q

from commongrid.base.journal.models import Subject
from commongrid.base.privacy.fields import EncryptedTextField
from commongrid.intake.terms import OPEN, Channel, ReportStatus


class Report(Subject):
    """What somebody said or saw, by one channel. Any number of reports stand behind one case."""

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=10, unique=True)
    code_hash = models.BinaryField()
    channel = models.CharField(max_length=20)
    source_key = models.CharField(max_length=80)
    status = models.CharField(max_length=10)
    received_at = models.DateTimeField()
    captured_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField()

    words = EncryptedTextField(label="intake_report.words", retention="report_words", null=True)
    person = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    anonymous = models.BooleanField(default=False)
    reported_by_id = models.BigIntegerField(null=True)
    reported_by_name = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=10, default="zh-hans")

    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    accuracy_m = models.FloatField(null=True)
    address = models.CharField(max_length=200, blank=True)
    area = models.CharField(max_length=15, blank=True)
    division = models.ForeignKey("places.Division", on_delete=models.PROTECT, null=True, related_name="+")
    grid = models.ForeignKey("places.Grid", on_delete=models.PROTECT, null=True, related_name="+")
    centre = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    premises = models.ForeignKey(
        "premises.Premises", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    matter = models.ForeignKey("matters.Matter", on_delete=models.PROTECT, null=True, related_name="+")
    row = models.ForeignKey("matters.Row", on_delete=models.PROTECT, null=True, related_name="+")
    suggestion = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    photos = models.PositiveSmallIntegerField(default=0)

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, related_name="reports")
    due_at = models.DateTimeField(null=True)
    soon_at = models.DateTimeField(null=True)
    verifier_id = models.BigIntegerField(null=True)
    verified_at = models.DateTimeField(null=True)
    finding = models.CharField(max_length=16, blank=True)
    finding_text = models.TextField(blank=True)
    decline_reason = models.CharField(max_length=16, blank=True)
    decline_text = models.TextField(blank=True)
    appealed_at = models.DateTimeField(null=True)
    appeal_text = models.TextField(blank=True)
    appeal_answered_at = models.DateTimeField(null=True)
    appeal_upheld = models.BooleanField(null=True)
    appeal_answer = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["channel", "source_key"], name="intake_report_once"),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in ReportStatus]), name="intake_report_status"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=[channel.value for channel in Channel]), name="intake_report_channel"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["admitted", "followed"]) | Q(case__isnull=False),
                name="intake_report_has_case",
            ),
        )
        indexes = (
            models.Index(
                fields=["centre", "status", "due_at", "id"],
                name="intake_report_queue",
                condition=Q(status__in=[status.value for status in OPEN]),
            ),
            models.Index(OpClass(F("area"), name="text_pattern_ops"), F("status"), name="intake_report_area"),
            models.Index(fields=["case"], name="intake_report_case"),
            models.Index(fields=["person", "received_at"], name="intake_report_person"),
            models.Index(
                fields=["premises", "received_at"],
                name="intake_report_premises",
                condition=Q(premises__isnull=False),
            ),
            models.Index(F("received_at").desc(), F("id").desc(), name="intake_report_received"),
            models.Index(
                fields=["appealed_at"],
                name="intake_report_appeals",
                condition=Q(appealed_at__isnull=False, appeal_answered_at=None),
            ),
        )

    def __str__(self) -> str:
        return self.number
