"""The clean pictures made from a photo: upright, small enough, blurred where asked, without metadata."""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

import pillow_heif
from PIL import Image, ImageFilter

from commongrid.base.files import exif
from commongrid.base.files.decoding import MEDIA_TYPES, opened, shrunk
from commongrid.base.files.terms import (
    PHOTO_BYTES,
    THUMB_SIDE,
    Box,
    Offered,
)
from commongrid.base.verdicts import Refused

pillow_heif.register_heif_opener(thumbnails=False)

_AT_ONCE = threading.BoundedSemaphore(2)
"""A picture of 50 megapixels takes 200 MB while it is open: two at a time in one process, the others wait."""

_Turn = Image.Transpose
UPRIGHT = {
    2: _Turn.FLIP_LEFT_RIGHT,
    3: _Turn.ROTATE_180,
    4: _Turn.FLIP_TOP_BOTTOM,
    5: _Turn.TRANSPOSE,
    6: _Turn.ROTATE_270,
    7: _Turn.TRANSVERSE,
    8: _Turn.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """Two JPEGs without any metadata, the size of the larger, and what the camera had written."""

    shown: bytes
    thumb: bytes
    width: int
    height: int
    source_type: str
    offered: Offered


def render(data: bytes, *, at: datetime, zone: tzinfo, boxes: Sequence[Box] = ()) -> Rendered:
    """Decode a JPEG, PNG, WebP or HEIC for good, turn it upright, shrink it to at most 2560 px, blur `boxes`, encode anew.

    Refused: files.too_large {most_mb}, files.not_a_photo, files.too_many_pixels {most_mp}, files.too_small,
    files.broken.
    """
    if len(data) > PHOTO_BYTES:
        raise Refused("files.too_large", most_mb=PHOTO_BYTES // 1024 // 1024)
    with _AT_ONCE, opened(data) as image:
        offered, turn = exif.offered(image, at=at, zone=zone), UPRIGHT.get(exif.orientation(image))
        shown = shrunk(image)
        source_type = MEDIA_TYPES[image.format or ""]
    if turn is not None:
        shown = shown.transpose(turn)
    for box in boxes:
        _blur(shown, box)
    thumb = shown.copy()
    thumb.thumbnail((THUMB_SIDE, THUMB_SIDE), Image.Resampling.BICUBIC, reducing_gap=2.0)
    return Rendered(_jpeg(shown, 84), _jpeg(thumb, 78), *shown.size, source_type, offered)


def offered(data: bytes, *, at: datetime, zone: tzinfo) -> Offered:
    """Only what the camera wrote, without decoding the picture."""
    with opened(data) as image:
        return exif.offered(image, at=at, zone=zone)


def _blur(image: Image.Image, box: Box) -> None:
    """Replace the box, grown by a sixth, by at most five coarse cells a side, few colours, smoothed: nothing to undo."""
    grow_x, grow_y = box.w / 6, box.h / 6
    left, top = int((box.x - grow_x) * image.width), int((box.y - grow_y) * image.height)
    right, bottom = (
        int((box.x + box.w + grow_x) * image.width) + 1,
        int((box.y + box.h + grow_y) * image.height) + 1,
    )
    area = (max(left, 0), max(top, 0), min(right, image.width), min(bottom, image.height))
    part = image.crop(area)
    cells = (min(5, part.width), min(5, part.height))
    coarse = part.resize(cells, Image.Resampling.BOX).point(lambda value: value & 0xE0 | 0x10)
    smooth = coarse.resize(part.size, Image.Resampling.NEAREST)
    image.paste(smooth.filter(ImageFilter.GaussianBlur(max(part.size) / 12)), area)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    image.info.clear()  # Pillow would write back a comment or a colour profile it finds here
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()
