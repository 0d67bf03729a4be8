from __future__ import annotations

from django.db import models


class Look(models.Model):
    """Somebody saw a personal value in full. Append-only: the database refuses changes, and deletion for three years.

    No foreign keys: who looked stands here as it was. `field` is the column's label, `row` the row's key,
    `context` what it was looked at for ("case:17").
    """

    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=16)
    account_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=64, blank=True)
    post_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=16, blank=True)
    unit_id = models.BigIntegerField(null=True)
    unit_name = models.CharField(max_length=80, blank=True)
    person_id = models.UUIDField(null=True)
    field = models.CharField(max_length=64)
    row = models.CharField(max_length=40)
    reason = models.CharField(max_length=200)
    context = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["person_id", "-at"], name="privacy_look_person"),
            models.Index(fields=["account_id", "-at"], name="privacy_look_account"),
            models.Index(fields=["at"], name="privacy_look_at"),
        )
