from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from commongrid.base.privacy.fields import EncryptedTextField
from commongrid.intake.models import Report
from commongrid.work.lines.terms import Adapter, ReceiptKind


class Line(models.Model):
    """One way another office hands us what residents told it. Its secret is no setting of the database."""

    code = models.SlugField(max_length=32, primary_key=True)
    name = models.CharField(max_length=64)
    name_en = models.CharField(max_length=96)
    channel = models.CharField(max_length=20)
    adapter = models.CharField(max_length=10)
    options = models.JSONField(default=dict)
    map = models.JSONField(default=dict)
    answer_days = models.PositiveSmallIntegerField(null=True)
    answer_rule = models.CharField(max_length=80, blank=True)
    answer_source = models.CharField(max_length=200, blank=True)
    joins = models.BooleanField(default=False)
    active = models.BooleanField(default=True)

    cursor = models.CharField(max_length=400, blank=True)
    heard_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    fault = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(adapter__in=[one.value for one in Adapter]), name="lines_line_adapter"),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Ticket(models.Model):
    """One ticket of theirs in our ledger: the report it became, or why it became none. Never deleted."""

    id = models.UUIDField(primary_key=True)
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="+", db_index=False)
    their_id = models.CharField(max_length=80)
    digest = models.BinaryField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    changed = models.BooleanField(default=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    joined = models.BooleanField(default=False)
    refused = models.JSONField(null=True)
    raw = EncryptedTextField(label="lines_ticket.raw", retention="lines.refused", null=True)
    answer_by = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["line", "their_id"], name="lines_ticket_once"),
            models.CheckConstraint(
                condition=Q(report__isnull=True) | Q(refused__isnull=True),
                name="lines_ticket_report_or_reason",
            ),
        )
        indexes = (
            models.Index(F("line"), F("first_at").desc(), F("id").desc(), name="lines_ticket_line"),
            models.Index(fields=["report"], name="lines_ticket_report", condition=Q(report__isnull=False)),
            models.Index(fields=["line", "last_at"], name="lines_ticket_refused", condition=Q(report__isnull=True)),
            models.Index(
                fields=["line", "answer_by"],
                name="lines_ticket_owed",
                condition=Q(answered_at__isnull=True, answer_by__isnull=False),
            ),
        )  # fmt: skip


class Receipt(models.Model):
    """What a line is owed: it is told at least once, under one key, until it says that it has it."""

    id = models.UUIDField(primary_key=True)
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="+", db_index=False)
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=10)
    body = models.JSONField()
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["ticket", "key"], name="lines_receipt_once"),
            models.CheckConstraint(condition=Q(kind__in=[one.value for one in ReceiptKind]), name="lines_receipt_kind"),
        )  # fmt: skip
        indexes = (
            models.Index(
                fields=["line", "due_at", "id"],
                name="lines_receipt_owed",
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
            ),
            models.Index(
                fields=["line"], name="lines_receipt_given_up", condition=Q(given_up_at__isnull=False)
            ),
        )


class Call(models.Model):
    """A call under a key of theirs, and what it was answered: numbers and reasons, no word of a resident."""

    id = models.UUIDField(primary_key=True)
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=80)
    digest = models.BinaryField()
    answer = models.JSONField()
    answered_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["line", "key"], name="lines_call_once"),)
        indexes = (models.Index(fields=["answered_at"], name="lines_call_kept"),)
