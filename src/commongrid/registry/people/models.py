from __future__ import annotations

from django.db import models

from commongrid.base.journal.models import Subject
from commongrid.base.privacy.fields import EncryptedTextField


class Person(Subject):
    """A resident somebody can be reached as. Nothing here is readable in the database; everything may be absent.

    An index is set only for the contact a person was first known by or has proven with a code: whoever
    merely types another's number beside their own address gains nothing.
    """

    id = models.UUIDField(primary_key=True)
    name = EncryptedTextField(label="people_person.name", retention="people.contact", null=True)
    phone = EncryptedTextField(label="people_person.phone", retention="people.contact", null=True)
    phone_index = models.BinaryField(max_length=32, null=True, unique=True)
    email = EncryptedTextField(label="people_person.email", retention="people.contact", null=True)
    email_index = models.BinaryField(max_length=32, null=True, unique=True)
    language = models.CharField(max_length=10, default="zh-hans")
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(erased_at=None)
                | models.Q(name=None, phone=None, email=None, phone_index=None, email_index=None),
                name="people_person_erased_is_empty",
            ),
        )
        indexes = (
            models.Index(
                fields=["last_used_at"], condition=models.Q(erased_at=None), name="people_person_last_used"
            ),
        )


class OneTimeCode(models.Model):
    """Six digits sent to a number or address, kept as a keyed digest; five tries, ten minutes, one use."""

    index = models.BinaryField(max_length=32)
    purpose = models.CharField(max_length=16)
    code_hash = models.BinaryField(max_length=32)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["index", "purpose", "-id"], name="people_code_latest"),
            models.Index(fields=["expires_at"], name="people_code_expiry"),
        )


class Rate(models.Model):
    """How often something was done since a moment; `bucket` is a keyed digest, so no address is stored."""

    bucket = models.BinaryField(max_length=32, primary_key=True)
    since = models.DateTimeField()
    until = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        indexes = (models.Index(fields=["until"], name="people_rate_until"),)


class Roll(models.Model):
    """Names of people who stand behind somebody else's words, sealed as one text, a name a line. Nobody is found by them."""

    id = models.UUIDField(primary_key=True)
    names = EncryptedTextField(label="people_roll.names", retention="people.rolls")
    created_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["created_at"], name="people_roll_created"),)
