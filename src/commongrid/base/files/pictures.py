"""What arrives as a photo, judged by its content, and the clean pictures made from it."""

from __future__ import annotations

import io
import re
import struct
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

import pillow_heif
from PIL import Image, ImageFilter

from commongrid.base.files import exif
from commongrid.base.files.terms import (
    ENOUGH_SIDE,
    LEAST_SIDE,
    PHOTO_BYTES,
    PHOTO_PIXELS,
    SHOWN_SIDE,
    THUMB_SIDE,
    Box,
    Offered,
)
from commongrid.base.verdicts import Refused

pillow_heif.register_heif_opener(thumbnails=False)

MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "HEIF": "image/heic",
}
_TRIED = ("JPEG", "PNG", "WEBP", "HEIF")
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    RuntimeError,
    EOFError,
    IndexError,
    KeyError,
    struct.error,
    ArithmeticError,
)
_BEGINS = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|RIFF....WEBP|....ftyp(hei[cmsx]|hev[cmsx]|mif1)", re.DOTALL
)
_TOO_BIG = (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError)
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
    with _AT_ONCE, _opened(data) as image:
        offered, turn = exif.offered(image, at=at, zone=zone), UPRIGHT.get(exif.orientation(image))
        shown = _shrunk(image)
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
    with _opened(data) as image:
        return exif.offered(image, at=at, zone=zone)


def _opened(data: bytes) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data), formats=_TRIED)
    except _TOO_BIG as fault:
        raise _too_many_pixels() from fault
    except (*_BROKEN, UserWarning) as fault:
        raise Refused("files.broken" if _BEGINS.match(data) else "files.not_a_photo") from fault
    if image.format not in MEDIA_TYPES:
        raise Refused("files.not_a_photo")
    if image.width * image.height > PHOTO_PIXELS:
        raise _too_many_pixels()
    if min(image.size) < LEAST_SIDE:
        raise Refused("files.too_small")
    return image


def _too_many_pixels() -> Refused:
    return Refused("files.too_many_pixels", most_mp=PHOTO_PIXELS // 1_000_000)


def _shrunk(image: Image.Image) -> Image.Image:
    """The whole picture decoded, in RGB, no side longer than 2560 px."""
    try:
        if image.format in {"JPEG", "MPO"}:
            image.draft("RGB", _within(image.size, ENOUGH_SIDE))
        image.load()
    except _TOO_BIG as fault:
        raise _too_many_pixels() from fault
    except _BROKEN as fault:
        raise Refused("files.broken") from fault
    flat = _flat(image)
    if (halves := max(flat.size) // ENOUGH_SIDE) > 1:
        flat = flat.reduce(halves)
    size = _within(flat.size, SHOWN_SIDE)
    return flat if flat.size == size else flat.resize(size, Image.Resampling.HAMMING)


def _within(size: tuple[int, int], side: int) -> tuple[int, int]:
    """`size` shrunk so that its longer side is at most `side`."""
    scale = min(side / max(size), 1.0)
    return max(round(size[0] * scale), 1), max(round(size[1] * scale), 1)


def _flat(image: Image.Image) -> Image.Image:
    """RGB on white: what was transparent must not turn black, sixteen bits must not turn white."""
    if image.mode.startswith("I") or image.mode == "F":
        image = image.point(lambda value: value / 256.0).convert("L")
    if image.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(clear, mask=clear.getchannel("A"))
        return paper
    return image.convert("RGB") if image.mode != "RGB" else image.copy()


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
