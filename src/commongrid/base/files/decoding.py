"""What arrives as a photo, judged by its content and decoded for good."""

from __future__ import annotations

import io
import re
import struct

from PIL import Image

from commongrid.base.files.terms import (
    ENOUGH_SIDE,
    LEAST_SIDE,
    PHOTO_PIXELS,
    SHOWN_SIDE,
)
from commongrid.base.verdicts import Refused

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


def opened(data: bytes) -> Image.Image:
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


def shrunk(image: Image.Image) -> Image.Image:
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
