from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from commongrid.base.notices.terms import ABOUT_SIZE, Channel
from commongrid.base.privacy.fields import EncryptedTextField


class Notice(models.Model):
    """Something somebody was told: an account's inbox, or a resident's. The words are the sentence of `kind`."""

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    person_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=48)
    facts = models.JSONField(default=dict)
    about = models.CharField(max_length=ABOUT_SIZE)
    path = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=80)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["account", "key"], name="notices_notice_account_once", condition=Q(person_id=None)
            ),
            models.UniqueConstraint(
                fields=["person_id", "about", "key"],
                name="notices_notice_person_once",
                condition=Q(account=None),
            ),
            models.CheckConstraint(
                condition=Q(account__isnull=False, person_id=None) | Q(account=None, person_id__isnull=False),
                name="notices_notice_one_reader",
            ),
        )
        indexes = (
            models.Index(
                "account", F("at").desc(), F("id").desc(), name="notices_notice_inbox",
                condition=Q(account__isnull=False),
            ),
            models.Index(
                fields=["account"], name="notices_notice_unread", condition=Q(read_at=None, account__isnull=False)
            ),
            models.Index(
                "person_id", F("at").desc(), F("id").desc(), name="notices_notice_person",
                condition=Q(person_id__isnull=False),
            ),
            models.Index(fields=["at"], name="notices_notice_at"),
        )  # fmt: skip


class Preference(models.Model):
    """What an account wants to hear: kinds it keeps quiet, and whether notices also come by e-mail."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    quiet = ArrayField(models.CharField(max_length=48), default=list)
    by_email = models.BooleanField(default=False)


class Hook(models.Model):
    """An address of another system that is told what happens. `kinds`: journal kinds; none means all."""

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=80)
    url = models.CharField(max_length=500)
    secret = EncryptedTextField(label="notices_hook.secret", retention="notices.hook")
    kinds = ArrayField(models.CharField(max_length=48), default=list)
    active = models.BooleanField(default=True)
    set_by = models.CharField(max_length=64)
    set_at = models.DateTimeField()


class Delivery(models.Model):
    """A notice, or a happening for a hook, on its way out. Sent at least once; the receiver knows doubles by `key`.

    `next_try_at` None: sent, or given up.
    """

    key = models.CharField(max_length=120, unique=True)
    channel = models.CharField(max_length=8)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, null=True, related_name="+")
    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, null=True, related_name="+")
    payload = models.JSONField(default=dict)
    told_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(channel__in=[channel.value for channel in Channel]),
                name="notices_delivery_channel",
            ),
            models.CheckConstraint(
                condition=Q(notice__isnull=False, hook=None) | Q(notice=None, hook__isnull=False),
                name="notices_delivery_what",
            ),
        )
        indexes = (
            models.Index(
                fields=["next_try_at"], name="notices_delivery_due", condition=Q(next_try_at__isnull=False)
            ),
            models.Index(
                F("told_at").desc(),
                name="notices_delivery_failed",
                condition=Q(sent_at=None) & ~Q(last_error=""),
            ),
        )
