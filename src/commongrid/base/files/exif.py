"""When and where a photo says it was taken. Read once, offered to the sender, then removed with everything else."""

from __future__ import annotations

import math
import re
import struct
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any

from PIL import Image

from commongrid.base.files.terms import Offered

ORIENTATION = 0x0112
_EXIF, _GPS = 0x8769, 0x8825
_TAKEN, _OFFSET = 0x9003, 0x9011
_LAT_REF, _LAT, _LON_REF, _LON = 1, 2, 3, 4
_WRITTEN_WRONG = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    ArithmeticError,
    struct.error,
    OSError,
    SyntaxError,
    UserWarning,
)
CLOCKS_DIFFER = timedelta(days=1)


def orientation(image: Image.Image) -> int:
    """1 to 8 as EXIF counts; 1 (upright) for anything else."""
    try:
        found = image.getexif().get(ORIENTATION, 1)
    except _WRITTEN_WRONG:
        return 1
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def offered(image: Image.Image, *, at: datetime, zone: tzinfo) -> Offered:
    """What the camera wrote; a camera without an offset is taken to keep the time of `zone`, the future is not believed."""
    try:
        exif = image.getexif()
        taken_at = _moment(exif.get_ifd(_EXIF), zone)
        lon, lat = _point(exif.get_ifd(_GPS))
    except _WRITTEN_WRONG:
        return Offered()
    return Offered(taken_at if taken_at and taken_at <= at + CLOCKS_DIFFER else None, lon, lat)


def _moment(tags: dict[int, Any], zone: tzinfo) -> datetime | None:
    written = re.match(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)", str(tags.get(_TAKEN, "")))
    if not written:
        return None
    offset = re.match(r"([+-])(\d\d):(\d\d)", str(tags.get(_OFFSET, "")))
    if offset:
        east = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        zone = timezone(east if offset[1] == "+" else -east)
    year, month, day, hour, minute, second = map(int, written.groups())
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None


def _point(tags: dict[int, Any]) -> tuple[float | None, float | None]:
    if _LAT not in tags or _LON not in tags:
        return None, None
    lat = _degrees(tags[_LAT], str(tags.get(_LAT_REF, "N")).startswith("S"))
    lon = _degrees(tags[_LON], str(tags.get(_LON_REF, "E")).startswith("W"))
    is_somewhere = abs(lat) <= 90 and abs(lon) <= 180 and (lat, lon) != (0, 0)
    return (lon, lat) if is_somewhere and math.isfinite(lat + lon) else (None, None)


def _degrees(parts: Any, is_negative: bool) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    found = round(degrees + minutes / 60 + seconds / 3600, 7)
    return -found if is_negative else found
