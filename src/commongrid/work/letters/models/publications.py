"""A redaction, and whether it is public."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from commongrid.base.journal.models import Subject
from commongrid.base.privacy.fields import EncryptedTextField
from commongrid.work.letters.models.letters import Letter
from commongrid.work.letters.terms import PublicState

IS_PUBLIC = Q(state="public")


class Publication(Subject):
    """Question and answer with what is personal cut. Sealed before and after it is public: what a second person has not
    seen yet may still hold a name. `search` is filled when it is published and emptied when it is taken down."""

    id = models.UUIDField(primary_key=True)
    letter = models.OneToOneField(Letter, models.CASCADE, related_name="publication")
    unit_ids = ArrayField(models.BigIntegerField())
    box_code = models.CharField(max_length=48)
    state = models.CharField(max_length=10)
    topic = models.CharField(max_length=12)
    title = EncryptedTextField(label="letters_publication.title", retention="letters.public", null=True)
    question = EncryptedTextField(label="letters_publication.question", retention="letters.public", null=True)
    answer = EncryptedTextField(label="letters_publication.answer", retention="letters.public", null=True)
    note = EncryptedTextField(label="letters_publication.note", retention="letters.public", null=True)
    redacted_by_id = models.BigIntegerField(null=True)
    redacted_by = models.CharField(max_length=140, blank=True)
    published_at = models.DateTimeField(null=True)
    search = SearchVectorField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in PublicState]), name="letters_publication_state"
            ),
            models.CheckConstraint(
                condition=~Q(state="public") | Q(published_at__isnull=False, search__isnull=False),
                name="letters_publication_public",
            ),
            models.CheckConstraint(
                condition=Q(state="public") | Q(search__isnull=True), name="letters_publication_found"
            ),
        )
        indexes = (
            models.Index(F("published_at").desc(), F("id").desc(), name="letters_publication_new", condition=IS_PUBLIC),
            models.Index(
                F("box_code"), F("published_at").desc(), F("id").desc(), name="letters_publication_box", condition=IS_PUBLIC
            ),
            models.Index(
                F("topic"), F("published_at").desc(), F("id").desc(), name="letters_publication_topic", condition=IS_PUBLIC
            ),
            GinIndex(fields=["search"], name="letters_publication_words", condition=IS_PUBLIC, fastupdate=False),
            GinIndex(
                fields=["unit_ids"], name="letters_publication_waits", condition=Q(state="proposed"), fastupdate=False
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)
