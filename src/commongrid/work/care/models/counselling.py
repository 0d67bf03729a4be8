from __future__ import annotations

from django.db import models
from django.db.models import Q

from commongrid.base.privacy.fields import EncryptedTextField
from commongrid.work.care.terms import NoteKind


class File(models.Model):
    """What one counsellor keeps of one visitor: `called` is what they call them, nobody's register knows it."""

    id = models.UUIDField(primary_key=True)
    post = models.ForeignKey("units.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    called = EncryptedTextField(label="care_file.called", retention="care.notes", null=True)
    written_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["post", "-written_at"], name="care_file_of_post"),)


class Note(models.Model):
    """A note after an appointment or a call. `appointment` only while that is kept; no key of a person stands here."""

    id = models.UUIDField(primary_key=True)
    key = models.CharField(max_length=80, unique=True)
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="notes", db_index=False)
    appointment = models.ForeignKey(
        "appointments.Appointment", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    kind = models.CharField(max_length=12)
    words = EncryptedTextField(label="care_note.words", retention="care.notes", null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[one.value for one in NoteKind]), name="care_note_kind"
            ),
        )
        indexes = (
            models.Index(fields=["file", "at"], name="care_note_of_file"),
            models.Index(fields=["at"], name="care_note_old"),
        )
