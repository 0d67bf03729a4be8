"""Taking in photos: judged by content, cleaned, stored once, the original sealed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from commongrid.base.access.terms import Actor
from commongrid.base.files import originals, pictures, store
from commongrid.base.files.acts import writing
from commongrid.base.files.models import Photo
from commongrid.base.files.terms import PHOTO_BYTES, PHOTOS_OF_ONE_STAGE, Offered, Stage, Visibility
from commongrid.base.privacy.ids import uuid7
from commongrid.base.verdicts import Refused


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The stored photo, and the place and time its camera wrote: offered to the sender, not stored."""

    photo: Photo
    offered: Offered


def take_in(
    sent: bytes | BinaryIO,
    *,
    owner: str,
    stage: Stage | str,
    by: Actor,
    at: datetime,
    keep_place: bool = False,
    boxes: Iterable[Sequence[float]] = (),
) -> TakenIn:
    """Store one photo for `owner` ("report:<uuid>", "case:<id>"); sending it twice gives the same photo.

    `keep_place` stores what the camera wrote at once (staff evidence); residents are asked first and
    `keep_offer` follows. `boxes` are what the sender hid: no reviewer can bring it back. Refused: as
    `pictures.render`, files.too_many {most}, files.same_photo {stage}, files.boxes_wrong, files.no_room,
    files.not_stored; then nothing is stored.
    """
    stage, zone = Stage(stage), ZoneInfo(settings.TIME_ZONE)
    data = writing.read(sent, PHOTO_BYTES, "files.too_large")
    digest = hashlib.sha256(data).digest()
    if known := _known(owner, digest, stage):
        return TakenIn(known, pictures.offered(data, at=at, zone=zone))
    veils = writing.good_boxes(boxes)
    rendered = pictures.render(data, at=at, zone=zone, boxes=veils)
    photo = _row(rendered, keep_place=keep_place)
    photo.veiled = [box.as_json() for box in veils]
    photo.id, photo.owner, photo.stage, photo.sha256 = uuid7(at), owner, stage, digest
    photo.uploaded_by, photo.created_at = writing.signature(by), at
    return TakenIn(_store(photo, data, rendered), rendered.offered)


def keep_offer(photo: Photo, offered: Offered, *, by: Actor, at: datetime) -> None:
    """The sender has agreed that place and time of this photo are kept with it."""
    changes = {"taken_at": offered.taken_at, "lon": offered.lon, "lat": offered.lat}
    Photo.objects.filter(pk=photo.pk, uploaded_by=writing.signature(by)).update(**changes)


def _known(owner: str, digest: bytes, stage: Stage) -> Photo | None:
    same = Photo.objects.filter(owner=owner, sha256=digest).exclude(visibility=Visibility.WITHDRAWN)
    known = same.first()
    if known is not None and known.stage != stage:
        raise Refused("files.same_photo", stage=known.stage)
    return known


def _row(rendered: pictures.Rendered, *, keep_place: bool) -> Photo:
    kept = rendered.offered if keep_place else Offered()
    return Photo(
        media_type="image/jpeg",
        source_type=rendered.source_type,
        width=rendered.width,
        height=rendered.height,
        bytes=len(rendered.shown),
        taken_at=kept.taken_at,
        lon=kept.lon,
        lat=kept.lat,
    )


def _store(photo: Photo, data: bytes, rendered: pictures.Rendered) -> Photo:
    with writing.stored_or_nothing() as written:
        photo.original_key, sealed = originals.close(data, str(photo.pk))
        photo.original_path = written("originals", sealed, "bin")
        photo.shown_path = written("shown", rendered.shown, "jpg")
        photo.thumb_path = written("thumbs", rendered.thumb, "jpg")
        stored = _insert(photo)
        if stored is not photo:  # somebody sent the same photo at the same moment
            store.drop(*written.paths)
    return stored


def _insert(photo: Photo) -> Photo:
    with transaction.atomic():
        writing.one_at_a_time(photo.owner)
        if known := _known(photo.owner, bytes(photo.sha256), Stage(photo.stage)):
            return known
        beside = Photo.objects.filter(owner=photo.owner, stage=photo.stage)
        writing.require_room(beside.exclude(visibility=Visibility.WITHDRAWN).count(), PHOTOS_OF_ONE_STAGE)
        photo.save(force_insert=True)
        app.configure_task("files.propose_faces", queue="photos").defer(photo_id=str(photo.pk))
    return photo
