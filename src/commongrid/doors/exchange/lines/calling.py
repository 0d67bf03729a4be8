"""A signed call to another office's server. The operator names its address, which may stand inside the government's net."""

from __future__ import annotations

import http.client
import json
import ssl
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from commongrid.work.lines import rules
from commongrid.work.lines.models import Line

TIMEOUT_SECONDS = 20
LARGEST = 16 * 2**20


class NoAnswer(Exception):
    """It did not work this time; the text says why and names no person."""


def secret_of(line: Line) -> str:
    """What the line signs or signs in with; raises NoAnswer where the operator has set none."""
    secret: str = settings.LINE_SECRETS.get(line.pk, "")
    if not secret:
        raise NoAnswer(f"no secret for {line.pk} in COMMONGRID_LINE_SECRETS")
    return secret


def get(line: Line, url: str, query: Mapping[str, str], *, at: datetime) -> bytes:
    """The body of a signed GET: signed is the address with its query. Raises NoAnswer."""
    parts = urlsplit(url)
    path = f"{parts.path or '/'}?{'&'.join(filter(None, (parts.query, urlencode(query))))}"
    return _call(line, url, "GET", path, b"", path.encode(), {}, at)


def post(line: Line, url: str, told: Mapping[str, Any], key: str, *, at: datetime) -> None:
    """A signed POST under an idempotency key. Raises NoAnswer."""
    parts = urlsplit(url)
    body = json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    _call(
        line, url, "POST", path, body, body, {"Idempotency-Key": key, "Content-Type": "application/json"}, at
    )


def _call(  # noqa: PLR0917
    line: Line,
    url: str,
    method: str,
    path: str,
    body: bytes,
    signed: bytes,
    more: Mapping[str, str],
    at: datetime,
) -> bytes:
    timestamp = str(int(at.timestamp()))
    headers = {
        "User-Agent": "Commongrid",
        "X-Commongrid-Timestamp": timestamp,
        "X-Commongrid-Signature": f"sha256={rules.signature(secret_of(line), timestamp, signed)}",
        **more,
    }
    try:
        wire = _connection(url)
        try:
            wire.request(method, path, body or None, headers)
            answer = wire.getresponse()
            data = answer.read(LARGEST + 1)
        finally:
            wire.close()
    except (OSError, http.client.HTTPException) as fault:
        raise NoAnswer(f"no answer: {type(fault).__name__}") from fault
    if not 200 <= answer.status < 300:
        raise NoAnswer(f"answered {answer.status}")
    if len(data) > LARGEST:
        raise NoAnswer("the answer is larger than 16 MB")
    return data


def _connection(url: str) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        safe = ssl.create_default_context()
        return http.client.HTTPSConnection(parts.hostname, parts.port, timeout=TIMEOUT_SECONDS, context=safe)
    if parts.scheme == "http" and parts.hostname and settings.HOUSE.mode != "production":
        return http.client.HTTPConnection(parts.hostname, parts.port, timeout=TIMEOUT_SECONDS)
    raise NoAnswer("the address must begin with https://")
