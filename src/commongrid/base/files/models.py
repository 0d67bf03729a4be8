from __future__ import annotations

from django.db import models
from django.db.models import Q

from commongrid.base.files.terms import Stage, Visibility
from commongrid.base.privacy.fields import EncryptedTextField


class Photo(models.Model):
    """A photo as it is shown, its thumbnail, and the encrypted original for as long as the case needs it.

    `owner` is "report:<uuid>" or "case:<id>". `faces` are proposed boxes (null: not looked for yet), `veiled`
    what the sender hid before sending (hidden in every rendering), `blurred` what a reviewer blurred. `version`
    counts the renderings, so that one approves what one has seen.
    `original_key` opens the original's file: without it the file, and every backup of it, is noise.
    """

    id = models.UUIDField(primary_key=True)
    owner = models.CharField(max_length=60)
    stage = models.CharField(max_length=10)
    media_type = models.CharField(max_length=20)
    source_type = models.CharField(max_length=20)
    sha256 = models.BinaryField(max_length=32)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    bytes = models.PositiveIntegerField()
    taken_at = models.DateTimeField(null=True)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    original_path = models.CharField(max_length=100, blank=True)
    original_key = EncryptedTextField(label="files_photo.original_key", retention="files.original", null=True)
    shown_path = models.CharField(max_length=100)
    thumb_path = models.CharField(max_length=100)
    version = models.PositiveSmallIntegerField(default=1)
    faces = models.JSONField(null=True)
    veiled = models.JSONField(default=list)
    blurred = models.JSONField(default=list)
    looked_by_id = models.BigIntegerField(null=True)
    looked_by_name = models.CharField(max_length=64, blank=True)
    looked_at = models.DateTimeField(null=True)
    visibility = models.CharField(max_length=10, default=Visibility.INTERNAL.value)
    withdrawn_why = models.CharField(max_length=200, blank=True)
    uploaded_by = models.CharField(max_length=60)
    created_at = models.DateTimeField()
    keep_until = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["owner", "sha256"], condition=~Q(visibility="withdrawn"), name="files_photo_once"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[one.value for one in Stage]), name="files_photo_stage"
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=[one.value for one in Visibility]), name="files_photo_visibility"
            ),
            models.CheckConstraint(
                condition=~Q(visibility="public") | Q(looked_at__isnull=False),
                name="files_photo_public_was_looked_at",
            ),
        )
        indexes = (
            models.Index(fields=["owner", "created_at", "id"], name="files_photo_owner"),
            models.Index(fields=["created_at"], condition=~Q(original_path=""), name="files_photo_original"),
            models.Index(fields=["shown_path"], name="files_photo_shown"),
        )


class Document(models.Model):
    """A PDF, stored as it came; always sent as an attachment."""

    id = models.UUIDField(primary_key=True)
    owner = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=20, default="application/pdf")
    sha256 = models.BinaryField(max_length=32)
    bytes = models.PositiveIntegerField()
    path = models.CharField(max_length=100)
    uploaded_by = models.CharField(max_length=60)
    created_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["owner", "sha256"], name="files_document_once"),)
        indexes = (models.Index(fields=["owner", "created_at", "id"], name="files_document_owner"),)


class Upload(models.Model):
    """A photo that comes in pieces over a weak line, until the form it belongs to is there."""

    id = models.UUIDField(primary_key=True)
    account_id = models.BigIntegerField()
    sha256 = models.BinaryField(max_length=32)
    size = models.PositiveIntegerField()
    received = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=["account_id"], name="files_upload_account"),
            models.Index(fields=["created_at"], name="files_upload_created"),
        )


class Part(models.Model):
    """One piece of an upload, sealed; `start` is where it stands in the whole."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="parts")
    start = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["upload", "start"], name="files_part_once"),)
