"""Pictures made for the tests: ordinary ones and ones made to do harm."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pillow_heif
from PIL import Image, ImageDraw

pillow_heif.register_heif_opener()


def picture(size: tuple[int, int] = (400, 300), mode: str = "RGB", seed: int = 0) -> Image.Image:
    """Four quarters: red, green, blue, white, so that turning and mirroring show; `seed` makes another picture."""
    image = Image.new("RGB", size, "white")
    draw, (width, height) = ImageDraw.Draw(image), size
    draw.rectangle((0, 0, width // 2 - 1, height // 2 - 1), fill=(220, 20, 20))
    draw.rectangle((width // 2, 0, width, height // 2 - 1), fill=(20, 200, 20))
    draw.rectangle((0, height // 2, width // 2 - 1, height), fill=(20, 20, 220))
    if seed:
        draw.rectangle((0, 0, seed * 8, 8), fill="black")
    return image.convert(mode)


def exif(orientation: int = 1) -> Image.Exif:
    """Shibu town at half past eight, with a camera's serial number."""
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x010F] = "SECRETCAMERA"
    made.get_ifd(0x8769).update({0x9003: "2026:03:02 08:30:00", 0xA431: "SERIAL12345"})
    made.get_ifd(0x8825).update({1: "N", 2: (23.0, 3.0, 0.0), 3: "E", 4: (113.0, 45.0, 0.0)})
    return made


def encoded(kind: str = "JPEG", image: Image.Image | None = None, **options: Any) -> bytes:
    out = io.BytesIO()
    if isinstance(options.get("exif"), Image.Exif):
        options["exif"] = options["exif"].tobytes()  # only so is a HEIC turned as the camera says
    (image or picture()).save(out, kind, **options)
    return out.getvalue()


def with_everything() -> bytes:
    """A JPEG carrying EXIF with GPS, an XMP packet, a comment, a colour profile name and a ZIP behind its end."""
    return (
        encoded(
            exif=exif(),
            xmp=b"<x:xmpmeta>SECRETXMP</x:xmpmeta>",
            comment=b"SECRETCOMMENT",
            icc_profile=b"SECRETPROFILE" * 20,
        )
        + b"PK\x03\x04SECRETZIP"
    )


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_bomb(width: int, height: int) -> bytes:
    """A few bytes that claim to be an enormous picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000)
    return (
        b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head) + png_chunk(b"IDAT", body) + png_chunk(b"IEND", b"")
    )


def pdf(body: bytes = b"") -> bytes:
    """The smallest PDF with one empty page."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] " + body + b" >>",
    ]
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table
