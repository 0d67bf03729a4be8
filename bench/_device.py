"""A phone that comes back into signal: everything it kept, one after the other, by the very requests its script sends."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from random import Random
from typing import Any
from uuid import UUID

from PIL import Image

from bench import _city

PIECE = 256 * 1024
SIDES, QUALITY = (1280, 960), 80
"""What the field's script makes of a photo before it keeps it."""


def photo(number: int) -> bytes:
    """A picture with as much in it as a street has: no two alike, about 400 KB."""
    dice = Random(number)  # noqa: S311 (colours)
    noise = Image.frombytes("L", (160, 120), dice.randbytes(160 * 120)).resize(
        SIDES, Image.Resampling.BICUBIC
    )
    grain = Image.frombytes("L", (640, 480), dice.randbytes(640 * 480)).resize(
        SIDES, Image.Resampling.BILINEAR
    )
    image = Image.merge("RGB", (noise, Image.blend(noise, grain, 0.35), grain))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


class Device:
    """One kept connection with somebody's session, as the page's script uses it."""

    def __init__(self, port: int, session: str) -> None:
        self.wire, self.requests = HTTPConnection(_city.HOST, port, timeout=120), 0
        self.csrf, self.cookie = "", f"sessionid={session}"
        status, headers, body = self._ask("GET", "/field/hello/")
        told = json.loads(body)
        if status != 200 or not told["account"]:
            raise _city.Trouble("The device is not signed in.")
        self.csrf = told["csrf"]
        token = headers.get("Set-Cookie", "").partition(";")[0]
        self.cookie = f"{self.cookie}; {token}"

    def send(self, number: int, spot: Sequence[float], picture: bytes) -> dict[str, Any]:
        """One report of something found, with its photo, captured some hours ago; what the centre answered."""
        kept = self._upload(picture)
        now = datetime.now(UTC)
        dice = Random(number)  # noqa: S311 (scatters places)
        fields = {
            "key": str(UUID(int=dice.getrandbits(128), version=4)),
            "words": f"第{number}件：人行道上堆了杂物",
            "lon": f"{spot[0] + dice.uniform(-0.0004, 0.0004):.6f}",
            "lat": f"{spot[1] + dice.uniform(-0.0004, 0.0004):.6f}",
            "report": "1",
            "photos_sent": kept,
            "captured_at": (now - timedelta(hours=3)).isoformat(),
            "sent_at": now.isoformat(),
        }
        limit = f"----{hashlib.sha256(kept.encode()).hexdigest()}"
        parts = "".join(
            f'--{limit}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        )
        headers = {"Content-Type": f"multipart/form-data; boundary={limit}", "X-Sending": "1"}
        status, _, body = self._ask("POST", "/field/found/", f"{parts}--{limit}--\r\n".encode(), headers)
        told: dict[str, Any] = json.loads(body) if status == 200 else {"state": f"answered {status}"}
        return told

    def close(self) -> None:
        """Out of signal again."""
        self.wire.close()

    def empty(self) -> None:
        """A page that does nothing, by the same server."""
        self._ask("GET", "/healthz")

    def _upload(self, picture: bytes) -> str:
        digest = base64.b64encode(hashlib.sha256(picture).digest()).decode()
        common = {"Tus-Resumable": "1.0.0"}
        told = {"Upload-Length": str(len(picture)), "Upload-Metadata": f"sha256 {digest}"}
        status, headers, _ = self._ask("POST", "/field/parts/", b"", {**common, **told})
        if status != 201:
            raise _city.Trouble(f"A photo was not begun: {status}.")
        where, there = headers["Location"], int(headers["Upload-Offset"])
        while there < len(picture):
            piece = {**common, "Upload-Offset": str(there), "Content-Type": "application/offset+octet-stream"}
            _, headers, _ = self._ask("PATCH", where, picture[there : there + PIECE], piece)
            there = int(headers["Upload-Offset"])
        return str(where.rstrip("/").rpartition("/")[2])

    def _ask(
        self, method: str, path: str, body: bytes | None = None, more: dict[str, str] | None = None
    ) -> tuple[int, Any, bytes]:
        self.requests += 1
        headers = {"Cookie": self.cookie, "X-CSRFToken": self.csrf, "Accept": "*/*", **(more or {})}
        self.wire.request(method, path, body, headers)
        answer = self.wire.getresponse()
        return answer.status, answer.headers, answer.read()


def encoded(pictures: Sequence[bytes]) -> float:
    """Seconds to open each picture and write it and its thumbnail anew, with nothing around it."""
    began = time.perf_counter()
    for data in pictures:
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            image.save(io.BytesIO(), "JPEG", quality=84)
            image.thumbnail((480, 480))
            image.save(io.BytesIO(), "JPEG", quality=78)
    return time.perf_counter() - began
