"""What a device sends: taken in once, however often it comes, and answered so that a device without a page understands.

The device keeps what was filled in without signal and sends it later as the same form, with the header `X-Sending`. Then
a view's answer is told as data: where a page would have led on ("done"), which errors it would have shown ("back"), or who
was quicker and what they did ("conflict"). The same view serves both: nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language

from commongrid.base.files import acts as files
from commongrid.base.sendings import acts as sendings
from commongrid.base.sendings import rules
from commongrid.base.verdicts import Outrun, Refused
from commongrid.doors.field import conflicts
from commongrid.doors.look import sentences, uploads
from commongrid.doors.look.gate import actor_of
from commongrid.doors.look.refusals import status_of

type View = Callable[..., HttpResponse]


def is_device(request: HttpRequest) -> bool:
    """Does a device send what it kept, rather than a person pressing a button on this page?"""
    return "X-Sending" in request.headers


def sendable(view: View) -> View:
    """A form's view that takes the same key in once; outside `require_http_methods`, inside `opens_for`."""

    @wraps(view)
    def sent(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.POST.get("key", "")
        if request.method != "POST" or "do" in request.POST or not 8 <= len(key) <= 80 or "\x00" in key:
            return view(request, *args, **kwargs)
        now = timezone.now()
        _remember_capture(request, now)
        with sendings.once(key, by=actor_of(request), at=now) as taken:
            if taken.answer is not None:
                return _again(request, dict(taken.answer))
            response, answer = _asked(request, view, *args, **kwargs)
            if answer["state"] == "done":
                taken.keep(answer)
                files.drop_uploads(_used(request), by=actor_of(request), at=now)
        return JsonResponse(answer) if is_device(request) else response

    return sent


def _asked(
    request: HttpRequest, view: View, *args: Any, **kwargs: Any
) -> tuple[HttpResponse, dict[str, Any]]:
    """The view's answer as a page and as data; a refusal is answered here, so that photos that came stay."""
    try:
        response = view(request, *args, **kwargs)
    except Refused as refused:
        if not is_device(request):
            return _page_of(request, refused), {"state": "refused"}
        state = "conflict" if isinstance(refused, Outrun) else "refused"
        told = {"state": state, "words": [sentences.say(refused.why, get_language())]}
        return HttpResponse(status=status_of(refused)), told | conflicts.meanwhile(request, refused)
    if response.status_code in (301, 302, 303):
        words = [str(message) for message in messages.get_messages(request)] if is_device(request) else []
        return response, {"state": "done", "url": response["Location"], "words": words}
    return response, {"state": "back", "words": conflicts.errors_on(request)}


def _page_of(request: HttpRequest, refused: Refused) -> HttpResponse:
    told = {"why": refused.why, "is_outrun": isinstance(refused, Outrun)}
    return render(request, "look/refused.html", told, status=status_of(refused))


def _again(request: HttpRequest, answer: dict[str, Any]) -> HttpResponse:
    return JsonResponse(answer) if is_device(request) else redirect(answer["url"])


def _remember_capture(request: HttpRequest, now: datetime) -> None:
    """Let the actor carry when it was seen, by a clock set right; only where a device kept it for a while."""
    if not is_device(request):
        return
    told = rules.captured_at(_moment(request, "captured_at"), _moment(request, "sent_at"), now)
    if told.answer is not None:
        actor = actor_of(request)
        request._actor = replace(actor, captured_at=told.answer)  # type: ignore[attr-defined]


def _moment(request: HttpRequest, name: str) -> datetime | None:
    try:
        found = parse_datetime(request.POST.get(name, ""))
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


def _used(request: HttpRequest) -> list[Any]:
    names = [name for name in request.POST if name.endswith("_sent")]
    return uploads.named(one for name in names for one in request.POST.getlist(name))
