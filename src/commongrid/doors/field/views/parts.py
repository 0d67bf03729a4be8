"""Photos in pieces over a weak line, by the core of the tus protocol 1.0.0 with creation (https://tus.io/protocols).

What makes it resumable: the device asks how much is there (HEAD) and goes on from that byte (PATCH). The id follows from
account, size and SHA-256, so that beginning twice is the same upload. Only whoever began may look or add.
"""

from __future__ import annotations

import base64
import binascii
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from commongrid.base.files import acts as files
from commongrid.base.files import queries
from commongrid.base.files.terms import PART_BYTES
from commongrid.base.verdicts import Refused
from commongrid.doors.look import sentences
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.registry.people import acts as people
from commongrid.registry.people.terms import Limit

VERSION = "1.0.0"
PIECE = "application/offset+octet-stream"
OFTEN = (Limit("hour", 3600, 3000),)
"""Photos begun by one account: three days of a busy worker who comes back into signal, and no more."""


@opens_for("reports.receive", "reports.verify", "cases.check", "inspections.make")
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Creation: `Upload-Length`, and the digest in `Upload-Metadata: sha256 <base64>`; answers 201 with its address."""
    actor = actor_of(request)
    seconds = people.ration("upload", f"account:{actor.account_id}", OFTEN, at=timezone.now())
    if seconds:
        response = _answer(429)
        response["Retry-After"] = str(seconds)
        return response
    try:
        size = int(request.headers.get("Upload-Length", "0"))
        upload = files.begin(_digest(request), size, by=actor, at=timezone.now())
    except ValueError:
        return _answer(400)
    except Refused as refused:
        return _refusal(refused)
    response = _answer(201, upload.received)
    response["Location"] = reverse("field:part", args=[upload.pk])
    return response


@opens_for("reports.receive", "reports.verify", "cases.check", "inspections.make")
@require_http_methods(["HEAD", "PATCH"])
def part(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """How much is there, or the next piece, at most `PART_BYTES`; 409 when it does not begin where the last ended."""
    actor = actor_of(request)
    upload = queries.upload(upload_id, actor.account_id)
    if upload is None:
        raise Http404
    if request.method == "HEAD":
        return _answer(200, upload.received)
    start = request.headers.get("Upload-Offset", "")
    if request.content_type != PIECE or not start.isdecimal():
        return _answer(415 if request.content_type != PIECE else 400)
    try:
        there = files.add_part(upload, int(start), request.read(PART_BYTES + 1), by=actor, at=timezone.now())
    except Refused as refused:
        return _refusal(refused)
    return _answer(204, there)


def _digest(request: HttpRequest) -> bytes:
    told = dict(
        each.strip().split(" ", 1)
        for each in request.headers.get("Upload-Metadata", "").split(",")
        if " " in each.strip()
    )
    try:
        return base64.b64decode(told.get("sha256", ""), validate=True)
    except binascii.Error:
        return b""


def _answer(status: int, there: int | None = None) -> HttpResponse:
    response = HttpResponse(status=status)
    response["Tus-Resumable"] = VERSION
    response["Cache-Control"] = "no-store"
    if there is not None:
        response["Upload-Offset"] = str(there)
    return response


def _refusal(refused: Refused) -> HttpResponse:
    out_of_step = refused.why.key == "files.out_of_step"
    response = _answer(409 if out_of_step else 413)
    if out_of_step:
        response["Upload-Offset"] = str(refused.why.facts["received"])
    response.content = sentences.say(refused.why, get_language()).encode()
    response["Content-Type"] = "text/plain; charset=utf-8"
    return response
