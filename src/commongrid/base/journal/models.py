from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import Now

if TYPE_CHECKING:
    IntegerLike = models.Field[int, int]
else:
    IntegerLike = models.Field


class Xid8Field(IntegerLike):
    """PostgreSQL's 64-bit transaction id; psycopg gives it as text."""

    def db_type(self, connection: object) -> str:
        return "xid8"

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        """Migrations know it as a number and make its columns in SQL, so that they import none of our code."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.BigIntegerField", list(args), dict(kwargs)

    def from_db_value(self, value: str | None, expression: object, connection: object) -> int | None:
        return None if value is None else int(value)

    def get_prep_value(self, value: object) -> str | None:
        return None if value is None else str(value)


class Subject(models.Model):
    """Whatever has a history in the journal: `seq` counts its entries, `head` is the digest of the last.

    An act moves a subject by compare-and-set on `seq`, so two at once can never both succeed and the
    chain of digests never forks.
    """

    seq = models.PositiveIntegerField(default=0)
    head = models.BinaryField(default=b"")

    class Meta:
        abstract = True


class Entry(models.Model):
    """One thing that happened. Append-only, no foreign keys, partitioned by the month of `recorded_at`."""

    pk = models.CompositePrimaryKey("recorded_at", "id")
    id = models.BigIntegerField()
    era = models.PositiveSmallIntegerField(db_default=1)
    recorded_at = models.DateTimeField(db_default=Now())
    xid = Xid8Field()
    kind = models.CharField(max_length=48)
    subject_kind = models.CharField(max_length=16)
    subject_id = models.CharField(max_length=40)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.JSONField()
    data = models.JSONField(default=dict)
    whys = models.JSONField(default=list)
    previous = models.BinaryField()
    digest = models.BinaryField()

    class Meta:
        indexes = (
            models.Index(fields=["subject_kind", "subject_id", "seq"], name="journal_entry_subject"),
            models.Index(
                fields=["era", "xid", "id"], name="journal_entry_tail", condition=models.Q(era__gt=0)
            ),
        )


class Cursor(models.Model):
    """How far a reader has read: everything up to (era, xid, entry) has had its effect, exactly once."""

    name = models.CharField(max_length=48, primary_key=True)
    era = models.PositiveSmallIntegerField(default=1)
    xid = Xid8Field(default=0)
    entry = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(null=True)


class Era(models.Model):
    """One row for each cluster this database has lived in: transaction ids start anew in another cluster."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    cluster = models.CharField(max_length=32)
    began_at = models.DateTimeField()


class Seal(models.Model):
    """The Merkle root of one day's entries, chained to the day before; may be published."""

    day = models.DateField(primary_key=True)
    entries = models.PositiveIntegerField()
    root = models.BinaryField()
    previous = models.BinaryField()
    sealed_at = models.DateTimeField()


class Archive(models.Model):
    """A month of the journal that stands in a file now: `root` is the Merkle root of its entries as recorded."""

    month = models.DateField(primary_key=True)
    file = models.CharField(max_length=400)
    entries = models.PositiveBigIntegerField()
    root = models.BinaryField()
    archived_at = models.DateTimeField()
