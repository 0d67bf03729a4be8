"""POST /lines/CODE/tickets: another office hands tickets in, signed; the same ticket again is answered the same."""

from __future__ import annotations

import hashlib
import json
from time import monotonic
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from commongrid.base.access.terms import SYSTEM
from commongrid.base.verdicts import Why
from commongrid.doors.exchange.lines import calling, tables
from commongrid.doors.look.gate import opens_for
from commongrid.doors.look.pace import Pace
from commongrid.doors.look.sentences import say
from commongrid.work.lines import acts, mapping, queries, rules
from commongrid.work.lines.models import Line, Ticket
from commongrid.work.lines.terms import Adapter

LARGEST = 2 * 2**20
MOST = 500
LONGEST_KEY = 80
_pace = Pace(60, 4)


@csrf_exempt
@opens_for("public")
@require_POST
def tickets(request: HttpRequest, code: str) -> HttpResponse:
    """Take in one ticket or up to 500; every one is answered with its number, or why it became none."""
    line, now = queries.line(code), timezone.now()
    if line is None or not line.active or line.adapter != Adapter.PUSH:
        return _problem(404, "no-such-line", "No line takes tickets here.")
    if fault := _unheard(request, line):
        return fault
    try:
        rows = tables.of_json(request.body)
    except tables.Unreadable as unreadable:
        return _problem(400, "no-json", str(unreadable))
    if not 1 <= len(rows) <= MOST:
        return _problem(422, "count", f"Between 1 and {MOST} tickets at once.")
    key, digest = request.headers.get("Idempotency-Key", ""), hashlib.sha256(request.body).digest()
    if key and (known := _known(line, key, digest)) is not None:
        return known
    how = mapping.read(line.map)
    taken = [acts.take_in(line, mapping.told(row, how), by=SYSTEM, at=now) for row in rows]
    acts.heard([line], at=now)
    answer = {"tickets": [_answer(one) for one in taken]}
    if key:
        acts.remember_call(line, key, digest, answer, at=now)
    return _said(answer)


def _known(line: Line, key: str, digest: bytes) -> HttpResponse | None:
    """The answer a key was given before; a problem where it stood for something else, or can be none."""
    if len(key) > LONGEST_KEY or not key.isprintable():
        return _problem(400, "bad-key", f"An Idempotency-Key has at most {LONGEST_KEY} printable signs.")
    before = queries.call(line, key)
    if before is None:
        return None
    if bytes(before.digest) != digest:
        return _problem(422, "key-used", say(Why("lines.key_used"), "en"))
    return _said(before.answer)


def _said(answer: dict[str, Any]) -> HttpResponse:
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _unheard(request: HttpRequest, line: Line) -> HttpResponse | None:
    """Why a call is not listened to: too large, not signed, too often."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return _problem(413, "too-large", "At most 2 MB at once.")
    if fault := _unsigned(request, line):
        return fault
    if wait := _pace.take(hash(line.pk), monotonic()):
        return _problem(429, "too-often", f"Try again in {wait} seconds.", wait)
    return None


def _unsigned(request: HttpRequest, line: Line) -> HttpResponse | None:
    try:
        secret = calling.secret_of(line)
    except calling.NoAnswer:
        secret = ""
    signed = rules.is_signed(
        secret,
        request.headers.get("X-Commongrid-Timestamp", ""),
        request.body,
        request.headers.get("X-Commongrid-Signature", ""),
        timezone.now(),
    )
    return None if signed.answer else _problem(401, "not-signed", say(signed.why[0], "en"))


def _answer(taken: acts.Taken) -> dict[str, Any]:
    ticket: Ticket = taken.ticket
    if ticket.report is None:
        why = Why.from_json(ticket.refused or {"key": "lines.no_number"})
        words = {"why": why.key, "why_zh": say(why, "zh-hans"), "why_en": say(why, "en")}
        return {"ticket": ticket.their_id, "state": "refused", **words}
    return {
        "ticket": ticket.their_id,
        "state": "accepted",
        "number": ticket.report.number,
        "joined": ticket.joined,
    }


def _problem(status: int, kind: str, detail: str, retry_after: int = 0) -> HttpResponse:
    """RFC 9457."""
    body = {"type": f"urn:commongrid:lines:{kind}", "title": kind, "status": status, "detail": detail}
    response = HttpResponse(json.dumps(body), status=status, content_type="application/problem+json")
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response
