"""How long originals are kept, who opens them, and what is removed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import batched
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from commongrid.base.access import acts as access
from commongrid.base.access.terms import Actor
from commongrid.base.files import originals, store
from commongrid.base.files.models import Document, Photo
from commongrid.base.files.terms import UNCLAIMED_AFTER, Swept, Visibility
from commongrid.base.privacy import acts as privacy
from commongrid.base.verdicts import Refused


def open_original(
    photo_id: UUID, *, about: Any, context: str, by: Actor, at: datetime, why: str
) -> tuple[bytes, str]:
    """(bytes, media type) of the original, after the look is committed to the access log.

    Needs `photos.review` on `about`. Refused: privacy.reason_too_short, files.original_gone. Not inside a
    transaction.
    """
    access.require(by, "photos.review", about)
    photo = Photo.objects.get(pk=photo_id)
    if not (photo.original_path and photo.original_key):
        raise Refused("files.original_gone")
    kind, _, person = photo.uploaded_by.partition(":")
    person_id = UUID(person) if kind == "resident" and person else None
    privacy.record_look(
        "files_photo.original", row=photo_id, person_id=person_id, by=by, at=at, why=why, context=context
    )
    return originals.reopen(
        store.get(photo.original_path), photo.original_key, str(photo.pk)
    ), photo.source_type


def keep_originals(owner: str, *, until: datetime | None, at: datetime) -> int:
    """Say until when the originals of an owner are needed (None: the year of the retention list)."""
    return Photo.objects.filter(owner=owner).exclude(original_path="").update(keep_until=until)


def drop_originals(owner: str, *, at: datetime) -> int:
    """The case no longer needs the originals of this owner: their keys and files go, the shown photos stay."""
    return _drop(Photo.objects.filter(owner=owner))


def expire_originals(before: datetime, *, at: datetime) -> int:
    """Drop originals whose date has come, and those without a date that came before `before`."""
    return _drop(Photo.objects.filter(Q(keep_until__lte=at) | Q(keep_until=None, created_at__lt=before)))


def hand_over(owner: str, to: str, *, at: datetime) -> list[UUID]:
    """Photos kept for something that was not there yet go to what it became; their ids, oldest first.

    Of one that the new owner has already, the new owner's is named.
    """
    standing = Photo.objects.exclude(visibility=Visibility.WITHDRAWN)
    mine, theirs = standing.filter(owner=owner), standing.filter(owner=to)
    shown = list(mine.values_list("sha256", flat=True))
    mine.exclude(sha256__in=list(theirs.values_list("sha256", flat=True))).update(owner=to)
    return list(theirs.filter(sha256__in=shown).order_by("created_at", "id").values_list("pk", flat=True))


def forget(owner: str, *, at: datetime) -> int:
    """Remove every photo and document of an owner for good, rows and files (erasure). Returns how many."""
    with transaction.atomic():
        photos, documents = Photo.objects.filter(owner=owner), Document.objects.filter(owner=owner)
        paths = [
            path
            for three in photos.values_list("original_path", "shown_path", "thumb_path")
            for path in three
        ]
        paths += documents.values_list("path", flat=True)
        count = photos.delete()[0] + documents.delete()[0]
        transaction.on_commit(lambda: store.drop(*paths))
    return count


def sweep(*, at: datetime) -> Swept:
    """Remove files no row names (an act that died half-way), older than an hour; count rows without a file."""
    removed = 0
    for some in batched(store.older_than(at - UNCLAIMED_AFTER), 500):
        unclaimed = set(some) - _claimed(some)
        store.drop(*unclaimed)
        removed += len(unclaimed)
    shown = Photo.objects.values_list("shown_path", flat=True).iterator()
    return Swept(removed, sum(not store.place(path).exists() for path in shown))


def _drop(photos: QuerySet[Photo]) -> int:
    with transaction.atomic():
        rows = list(photos.exclude(original_path="").select_for_update().values_list("pk", "original_path"))
        paths = [path for _, path in rows]
        Photo.objects.filter(pk__in=[pk for pk, _ in rows]).update(original_path="", original_key=None)
        transaction.on_commit(lambda: store.drop(*paths))
    return len(rows)


def _claimed(paths: Iterable[str]) -> set[str]:
    named: set[str] = set()
    for column in ("original_path", "shown_path", "thumb_path"):
        named |= set(Photo.objects.filter(**{f"{column}__in": paths}).values_list(column, flat=True))
    return named | set(Document.objects.filter(path__in=paths).values_list("path", flat=True))
