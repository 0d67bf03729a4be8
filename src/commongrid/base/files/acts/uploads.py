"""A photo that comes in pieces: begun, added to, and let go of once its form has it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F, Sum

from commongrid.base.access.terms import Actor
from commongrid.base.files.acts import writing
from commongrid.base.files.models import Part, Upload
from commongrid.base.files.terms import (
    MEGABYTE,
    PART_BYTES,
    PHOTO_BYTES,
    UPLOAD_KEPT,
    UPLOADS_OF_ONE_ACCOUNT,
    place_of,
)
from commongrid.base.privacy import keys, sealing
from commongrid.base.verdicts import Refused

_SPACE = UUID("0d3f8a52-6c1e-5b7f-9a44-51c0e6a7b318")


def begin(sha256: bytes, size: int, *, by: Actor, at: datetime) -> Upload:
    """An upload of `size` bytes with this digest; the same bytes from the same account are the same upload.

    Refused: files.broken (empty, or no digest), files.too_large, files.too_much_on_the_way.
    """
    if size < 1 or len(sha256) != 32 or by.account_id is None:
        raise Refused("files.broken")
    if size > PHOTO_BYTES:
        raise Refused("files.too_large", most_mb=PHOTO_BYTES // MEGABYTE)
    upload_id = uuid5(_SPACE, f"{by.account_id}:{size}:{sha256.hex()}")
    with transaction.atomic():
        writing.one_at_a_time(f"uploads of {by.account_id}")
        known = Upload.objects.filter(pk=upload_id).first()
        if known is not None:
            return known
        on_the_way = Upload.objects.filter(account_id=by.account_id).aggregate(all=Sum("size"))["all"] or 0
        if on_the_way + size > UPLOADS_OF_ONE_ACCOUNT:
            raise Refused("files.too_much_on_the_way", most_mb=UPLOADS_OF_ONE_ACCOUNT // MEGABYTE)
        return Upload.objects.create(
            id=upload_id, account_id=by.account_id, sha256=sha256, size=size, created_at=at
        )


def add_part(upload: Upload, start: int, data: bytes, *, by: Actor, at: datetime) -> int:
    """Add the piece that begins at `start`; returns how many bytes are there. A piece sent twice is out of step and lost nothing.

    Refused: files.out_of_step {received}, files.too_large.
    """
    if len(data) > PART_BYTES or start + len(data) > upload.size:
        raise Refused("files.too_large", most_mb=PART_BYTES // MEGABYTE)
    with transaction.atomic():
        mine = Upload.objects.filter(pk=upload.pk, account_id=by.account_id or 0, received=start)
        if not data or not mine.update(received=F("received") + len(data)):
            there = Upload.objects.filter(pk=upload.pk).values_list("received", flat=True).first()
            raise Refused("files.out_of_step", received=there or 0)
        sealed = sealing.seal(keys.ring(), data, place_of(upload.pk, start))
        Part.objects.create(upload_id=upload.pk, start=start, sealed=sealed)
    return start + len(data)


def drop_uploads(ids: Sequence[UUID], *, by: Actor, at: datetime) -> int:
    """Their form was taken in, so the pieces go. Returns how many uploads there were."""
    return Upload.objects.filter(pk__in=ids, account_id=by.account_id or 0).delete()[1].get("files.Upload", 0)


def expire_uploads(*, at: datetime) -> int:
    """Let go of uploads whose form never came (index files_upload_created)."""
    return Upload.objects.filter(created_at__lt=at - UPLOAD_KEPT).delete()[1].get("files.Upload", 0)
