"""Proposing faces, blurring, looking, publishing, withdrawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from commongrid.base.access import acts as access
from commongrid.base.access.terms import Actor
from commongrid.base.files import faces, originals, pictures, rules, store
from commongrid.base.files.acts.writing import good_boxes, stored_or_nothing
from commongrid.base.files.models import Photo
from commongrid.base.files.terms import Visibility
from commongrid.base.verdicts import Outrun, Refused, Verdict

UNSEEN: dict[str, Any] = {
    "visibility": Visibility.INTERNAL,
    "looked_by_id": None,
    "looked_by_name": "",
    "looked_at": None,
}


def propose_faces(photo_id: UUID, *, at: datetime) -> int | None:
    """Store boxes where faces may be, for a person to decide; None without a detector or without the photo."""
    photo = Photo.objects.filter(pk=photo_id).defer("original_key").first()
    found = None if photo is None else faces.propose(store.get(photo.shown_path))
    if photo is None or found is None:
        return None
    boxes = [box.as_json() for box in found]
    Photo.objects.filter(pk=photo_id, version=photo.version).update(faces=boxes)
    return len(boxes)


def blur(photo_id: UUID, boxes: Iterable[Sequence[float]], *, about: Any, by: Actor, at: datetime) -> Photo:
    """Show the photo with exactly these boxes, and what its sender hid, made unreadable for good (0–1 each).

    Rendered from the original while there is one, else added to what is blurred already. The photo is
    internal again until somebody has looked. `about` is the case or report: `photos.review` must reach it.
    Refused: files.boxes_wrong, files.withdrawn, files.photo_changed, files.no_room.
    """
    access.require(by, "photos.review", about)
    photo = _shown(photo_id)
    wanted = good_boxes(boxes)
    source, earlier = _source(photo)
    hidden = (*good_boxes(photo.veiled), *wanted)
    rendered = pictures.render(source, at=at, zone=ZoneInfo(settings.TIME_ZONE), boxes=hidden)
    with stored_or_nothing() as written:
        changes = {
            **UNSEEN,
            "shown_path": written("shown", rendered.shown, "jpg"),
            "thumb_path": written("thumbs", rendered.thumb, "jpg"),
            "bytes": len(rendered.shown),
            "blurred": [*earlier, *(box.as_json() for box in wanted)],
        }
        with transaction.atomic():
            _move(photo, {**changes, "version": photo.version + 1})
            old = (photo.shown_path, photo.thumb_path)
            transaction.on_commit(lambda: store.drop(*old))
    return _shown(photo_id)


def approve(
    photo_id: UUID, *, version: int, about: Any, by: Actor, at: datetime, despite_faces: bool = False
) -> Photo:
    """Somebody has looked at this `version` and everybody may see it.

    `despite_faces` says the proposed boxes that are not blurred hold no face. Refused: files.photo_changed,
    files.faces_not_blurred {faces}, files.withdrawn.
    """
    access.require(by, "photos.review", about)
    photo = _shown(photo_id)
    if photo.version != version:
        raise Outrun("files.photo_changed")
    bare = rules.uncovered(photo.faces or [], [*photo.veiled, *photo.blurred])
    _insist(rules.may_publish(photo.visibility, bare, despite_faces=despite_faces))
    seen = {"looked_by_id": by.account_id, "looked_by_name": by.name, "looked_at": at}
    _move(photo, {**seen, "visibility": Visibility.PUBLIC})
    return _shown(photo_id)


def withdraw(photo_id: UUID, *, about: Any, by: Actor, at: datetime, why: str) -> None:
    """Show the photo to nobody any more; its files go when the owner is forgotten. Doing it twice is harmless."""
    access.require(by, "photos.review", about)
    Photo.objects.filter(pk=photo_id).update(visibility=Visibility.WITHDRAWN, withdrawn_why=why[:200])


def _shown(photo_id: UUID) -> Photo:
    photo = Photo.objects.get(pk=photo_id)
    if photo.visibility == Visibility.WITHDRAWN:
        raise Refused("files.withdrawn")
    return photo


def _source(photo: Photo) -> tuple[bytes, list[list[float]]]:
    """What to render from, and the boxes that are blurred in it already."""
    if photo.original_path and photo.original_key:
        return originals.reopen(store.get(photo.original_path), photo.original_key, str(photo.pk)), []
    return store.get(photo.shown_path), photo.blurred


def _move(photo: Photo, changes: dict[str, Any]) -> None:
    same = Photo.objects.filter(pk=photo.pk, version=photo.version, visibility=photo.visibility)
    if not same.update(**changes):
        raise Outrun("files.photo_changed")


def _insist(verdict: Verdict[Any]) -> None:
    if verdict.why:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)
