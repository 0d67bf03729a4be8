"""A letter, and the answer that is owed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from commongrid.base.journal.models import Subject
from commongrid.base.privacy.fields import EncryptedTextField
from commongrid.work.letters.models.boxes import Box
from commongrid.work.letters.terms import State

OWED = Q(state__in=[State.OPEN.value, State.DRAFTED.value])


class Letter(Subject):
    """What somebody wrote to a box: a report like any other, with the written answer beside it.

    `unit_ids` are the units it was written to: they alone read it here. `agreed`: may it be published? None: not said.
    """

    id = models.UUIDField(primary_key=True)
    report = models.OneToOneField("intake.Report", models.CASCADE, related_name="+")
    box = models.ForeignKey(Box, models.PROTECT, related_name="+", db_index=False)
    unit_ids = ArrayField(models.BigIntegerField())
    written_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10)
    item_code = models.CharField(max_length=40, blank=True)
    answer = EncryptedTextField(label="letters_letter.answer", retention="letters.answers", null=True)
    drafted_by_id = models.BigIntegerField(null=True)
    drafted_by = models.CharField(max_length=140, blank=True)
    note = EncryptedTextField(label="letters_letter.note", retention="letters.answers", null=True)
    answered_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=[one.value for one in State]), name="letters_letter_state"),
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_at__isnull=False), name="letters_letter_answered"
            ),
        )  # fmt: skip
        indexes = (
            GinIndex(fields=["unit_ids"], name="letters_letter_owed", condition=OWED, fastupdate=False),
            GinIndex(fields=["unit_ids"], name="letters_letter_agreed", condition=Q(state="answered", agreed=True), fastupdate=False),
            models.Index(fields=["answered_at"], name="letters_letter_kept", condition=Q(state="answered")),
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)
