from __future__ import annotations

from django.db import models


class Sending(models.Model):
    """A key of an account that was taken in, and what was answered. `answer` is null only while it is being answered."""

    account_id = models.BigIntegerField()
    key = models.CharField(max_length=80)
    taken_at = models.DateTimeField()
    answer = models.JSONField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account_id", "key"], name="sendings_once"),)
        indexes = (models.Index(fields=["taken_at"], name="sendings_taken"),)
