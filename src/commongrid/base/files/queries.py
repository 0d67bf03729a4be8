"""Reading photos and documents. Whether somebody may see one is decided by what it belongs to: ask there first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from commongrid.base import reads
from commongrid.base.files import store
from commongrid.base.files.models import Document, Photo, Upload
from commongrid.base.files.terms import Served, Stage, Variant, Visibility, place_of
from commongrid.base.privacy import keys, sealing
from commongrid.base.verdicts import Refused


@dataclass(frozen=True, slots=True)
class Pair:
    """One place before and after the work; either may be missing."""

    before: Photo | None
    after: Photo | None


def photos(owners: Sequence[str]) -> list[Photo]:
    """All photos of these owners but the withdrawn, oldest first (index files_photo_owner)."""
    rows = Photo.objects.filter(owner__in=owners).exclude(visibility=Visibility.WITHDRAWN)
    return list(rows.defer("original_key").order_by("created_at", "id"))


def count(owner: str) -> int:
    """How many photos of an owner stand, the withdrawn left out (index files_photo_owner)."""
    told = reads.run(_COUNT, [owner, Visibility.WITHDRAWN.value])
    return int(told[0][0])


_COUNT = "select count(*) from files_photo where owner = %s and visibility <> %s"


def public_photos(owners: Sequence[str]) -> list[Photo]:
    """Those of them that somebody has looked at and that everybody may see (index files_photo_owner)."""
    return [photo for photo in photos(owners) if photo.visibility == Visibility.PUBLIC]


def pairs(owners: Sequence[str]) -> list[Pair]:
    """Before beside after, in the order they were taken; without a "before" the reporter's photos stand in for it."""
    found = photos(owners)
    before = [photo for photo in found if photo.stage == Stage.BEFORE]
    before = before or [photo for photo in found if photo.stage == Stage.REPORT]
    after = [photo for photo in found if photo.stage == Stage.AFTER]
    longest = max(len(before), len(after)) if after else 0
    return [
        Pair(before[n] if n < len(before) else None, after[n] if n < len(after) else None)
        for n in range(longest)
    ]


def serve(photo: Photo, variant: Variant) -> Served:
    """The file of a photo the caller has checked the right to. Refused: files.withdrawn, files.missing."""
    if photo.visibility == Visibility.WITHDRAWN:
        raise Refused("files.withdrawn")
    path = store.place(photo.shown_path if variant == "shown" else photo.thumb_path)
    if not path.exists():
        raise Refused("files.missing")
    return Served(path, photo.media_type)


def documents(owners: Sequence[str]) -> list[Document]:
    """All documents of these owners, oldest first (index files_document_owner)."""
    return list(Document.objects.filter(owner__in=owners).order_by("created_at", "id"))


def serve_document(document: Document) -> Served:
    """To be sent as an attachment named `name`, with nosniff, never inline. Refused: files.missing."""
    path = store.place(document.path)
    if not path.exists():
        raise Refused("files.missing")
    return Served(path, document.media_type, document.name)


def upload(upload_id: UUID, account_id: int | None) -> Upload | None:
    """What has come of a photo in pieces (primary key); None if it is not this account's."""
    return Upload.objects.filter(pk=upload_id, account_id=account_id or 0).first()


def whole(found: Upload) -> bytes:
    """All pieces put together (index files_part_once). Refused: files.not_whole, files.other_bytes."""
    if found.received < found.size:
        raise Refused("files.not_whole", received=found.received, size=found.size)
    parts = found.parts.order_by("start").values_list("start", "sealed")
    ring = keys.ring()
    data = b"".join(sealing.unseal(ring, bytes(sealed), place_of(found.pk, start)) for start, sealed in parts)
    if sha256(data).digest() != bytes(found.sha256):
        raise Refused("files.other_bytes")
    return data
