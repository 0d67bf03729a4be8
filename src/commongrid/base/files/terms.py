"""The words of photos and documents, and how big they may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Literal
from uuid import UUID


class Stage(StrEnum):
    """What a photo shows: the matter as reported, before or after the work, or other evidence."""

    REPORT = "report"
    BEFORE = "before"
    AFTER = "after"
    EVIDENCE = "evidence"


class Visibility(StrEnum):
    """Who may be shown a photo: those with the case, everybody once somebody has looked, or nobody any more."""

    INTERNAL = "internal"
    PUBLIC = "public"
    WITHDRAWN = "withdrawn"


type Variant = Literal["shown", "thumb"]

MEGABYTE = 1024 * 1024
PHOTO_BYTES = 15 * MEGABYTE
PHOTO_PIXELS = 50_000_000
LEAST_SIDE = 16
SHOWN_SIDE = 2560
ENOUGH_SIDE = 1920
"""A picture whose half is still this long is shown at half size: a JPEG of 12 megapixels takes a third of the time."""

THUMB_SIDE = 320
PHOTOS_OF_ONE_STAGE = 9
PART_BYTES = MEGABYTE
"""The largest piece of a photo that comes in pieces."""

UPLOADS_OF_ONE_ACCOUNT = 200 * MEGABYTE
"""What one account may have on the way at a time: nine of the largest photos, and some."""

UPLOAD_KEPT = timedelta(days=3)
"""A photo whose form never came goes after this."""

DOCUMENT_BYTES = 20 * MEGABYTE
DOCUMENTS_OF_ONE_OWNER = 30
ORIGINAL_KEPT_DAYS = 365
"""Without a date of its own an original goes a year after it came; a case that is closed lets go of it earlier."""

UNCLAIMED_AFTER = timedelta(hours=1)
"""A file no row names is given this long: the act that wrote it may still be running."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a photo: left, top, width, height, each 0 to 1 of the upright picture."""

    x: float
    y: float
    w: float
    h: float

    def as_json(self) -> list[float]:
        return [round(side, 5) for side in (self.x, self.y, self.w, self.h)]


@dataclass(frozen=True, slots=True)
class Offered:
    """What the camera wrote into the photo, to be offered to whoever sent it; each may be None. WGS 84, lon first."""

    taken_at: datetime | None = None
    lon: float | None = None
    lat: float | None = None


@dataclass(frozen=True, slots=True)
class Served:
    """A file a door may send once it has checked the right to it; `name` only for documents, as attachments."""

    path: Path
    media_type: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Swept:
    """Files removed because no row names them, and rows whose file is gone."""

    removed: int
    missing: int


def place_of(upload_id: UUID, start: int) -> str:
    """What a piece of an upload is sealed for."""
    return f"files_part.sealed:{upload_id}:{start}"
