"""Taking in what somebody sends: judged by its content, cleaned, stored once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from procrastinate.contrib.django import app

from commongrid.base.access.terms import Actor
from commongrid.base.files import originals, pdf, pictures, rules, store
from commongrid.base.files.models import Document, Photo
from commongrid.base.files.terms import (
    DOCUMENT_BYTES,
    DOCUMENTS_OF_ONE_OWNER,
    MEGABYTE,
    PHOTO_BYTES,
    PHOTOS_OF_ONE_STAGE,
    Offered,
    Stage,
    Visibility,
)
from commongrid.base.privacy.ids import uuid7
from commongrid.base.privacy.rules import plain_text
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
) -> TakenIn:
    """Store one photo for `owner` ("report:<uuid>", "case:<id>"); sending it twice gives the same photo.

    `keep_place` stores what the camera wrote at once (staff evidence); residents are asked first and
    `keep_offer` follows. Refused: as `pictures.render`, files.too_many {most}, files.same_photo {stage},
    files.no_room, files.not_stored; then nothing is stored.
    """
    stage = Stage(stage)
    data = _read(sent, PHOTO_BYTES, "files.too_large")
    digest, zone = hashlib.sha256(data).digest(), ZoneInfo(settings.TIME_ZONE)
    if known := _known(owner, digest, stage):
        return TakenIn(known, pictures.offered(data, at=at, zone=zone))
    rendered = pictures.render(data, at=at, zone=zone)
    photo = Photo(
        id=uuid7(at),
        owner=owner,
        stage=stage,
        media_type="image/jpeg",
        source_type=rendered.source_type,
        sha256=digest,
        width=rendered.width,
        height=rendered.height,
        bytes=len(rendered.shown),
        uploaded_by=signature(by),
        created_at=at,
    )
    if keep_place:
        photo.taken_at, photo.lon, photo.lat = (
            rendered.offered.taken_at,
            rendered.offered.lon,
            rendered.offered.lat,
        )
    with stored_or_nothing() as written:
        photo.original_key, sealed = originals.close(data, str(photo.pk))
        photo.original_path = written("originals", sealed, "bin")
        photo.shown_path = written("shown", rendered.shown, "jpg")
        photo.thumb_path = written("thumbs", rendered.thumb, "jpg")
        stored = _insert(photo)
        if stored is not photo:  # somebody sent the same photo at the same moment
            store.drop(photo.original_path, photo.shown_path, photo.thumb_path)
    return TakenIn(stored, rendered.offered)


def keep_offer(photo: Photo, offered: Offered, *, by: Actor, at: datetime) -> None:
    """The sender has agreed that place and time of this photo are kept with it."""
    changes = {"taken_at": offered.taken_at, "lon": offered.lon, "lat": offered.lat}
    Photo.objects.filter(pk=photo.pk, uploaded_by=signature(by)).update(**changes)


def take_in_document(sent: bytes | BinaryIO, name: str, *, owner: str, by: Actor, at: datetime) -> Document:
    """Store one PDF for `owner`; sending it twice gives the same document.

    Refused: as `pdf.examine`, files.too_many {most}, files.no_room, files.not_stored.
    """
    data = _read(sent, DOCUMENT_BYTES, "files.document_too_large")
    pdf.examine(data)
    row = Document(
        id=uuid7(at),
        owner=owner,
        name=_file_name(name),
        sha256=hashlib.sha256(data).digest(),
        bytes=len(data),
        uploaded_by=signature(by),
        created_at=at,
    )
    with stored_or_nothing() as written, transaction.atomic():
        _one_at_a_time(owner)
        known = Document.objects.filter(owner=owner, sha256=row.sha256).first()
        if known is None:
            _require_room(Document.objects.filter(owner=owner).count(), DOCUMENTS_OF_ONE_OWNER)
            row.path = written("documents", data, "pdf")
            row.save(force_insert=True)
    return known or row


def signature(by: Actor) -> str:
    """Who sent it, as the row keeps it: "resident:<person>", "staff:<account>", "system"."""
    return ":".join(filter(None, (by.kind, str(by.person_id or by.account_id or ""))))


@contextmanager
def stored_or_nothing() -> Iterator[Written]:
    """Files written inside are removed again when anything fails before the end."""
    written = Written()
    try:
        yield written
    except BaseException:
        store.drop(*written.paths)
        raise


class Written:
    """Writes a file and remembers it."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    def __call__(self, shelf: store.Shelf, data: bytes, ending: str) -> str:
        self.paths.append(store.put(shelf, data, ending))
        return self.paths[-1]


def _read(sent: bytes | BinaryIO, most: int, too_large: str) -> bytes:
    data = sent if isinstance(sent, bytes) else sent.read(most + 1)
    if len(data) > most:
        raise Refused(too_large, most_mb=most // MEGABYTE)
    return data


def _known(owner: str, digest: bytes, stage: Stage) -> Photo | None:
    known = Photo.objects.filter(owner=owner, sha256=digest).exclude(visibility=Visibility.WITHDRAWN).first()
    if known is not None and known.stage != stage:
        raise Refused("files.same_photo", stage=known.stage)
    return known


def _insert(photo: Photo) -> Photo:
    with transaction.atomic():
        _one_at_a_time(photo.owner)
        if known := _known(photo.owner, bytes(photo.sha256), Stage(photo.stage)):
            return known
        rows = Photo.objects.filter(owner=photo.owner, stage=photo.stage).exclude(
            visibility=Visibility.WITHDRAWN
        )
        _require_room(rows.count())
        photo.save(force_insert=True)
        app.configure_task("files.propose_faces", queue="photos").defer(photo_id=str(photo.pk))
    return photo


def _one_at_a_time(owner: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 1))", [f"files {owner}"])


def _require_room(already: int, most: int = PHOTOS_OF_ONE_STAGE) -> None:
    verdict = rules.may_add(already, most)
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)


def _file_name(name: str) -> str:
    """The last part of what the sender called it, fit for a header: no path, no control characters, ends in .pdf."""
    last = plain_text(name.replace("\\", "/").rpartition("/")[2])
    stem = last[:-4] if last.lower().endswith(".pdf") else last
    kept = "".join(letter for letter in stem if letter.isalnum() or letter in " .-_()（）《》〔〕、，")
    return (kept.strip(" .")[:100] or "document") + ".pdf"
