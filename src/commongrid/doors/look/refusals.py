"""An act was refused: the person is told what happened, what is safe and what to do, in their language."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from commongrid.base.verdicts import NotAllowed, Outrun, Refused
from commongrid.doors.look.pace import TooOften


def status_of(refused: Refused) -> int:
    """403 for a missing grant, 409 when somebody was quicker, 429 for too often, 422 for everything else that cannot be done."""
    if isinstance(refused, NotAllowed):
        return 403
    if isinstance(refused, TooOften):
        return 429
    return 409 if isinstance(refused, Outrun) else 422


class Refusals:
    """Turns every Refused that a view lets through into a page (or, for a part of a page, a notice)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        return _explained(request, response) if response.status_code == 405 else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        part = "#notice" if getattr(request, "htmx", False) else ""
        told = {"why": exception.why, "is_outrun": isinstance(exception, Outrun)}
        response = render(request, f"look/refused.html{part}", told, status=status_of(exception))
        if isinstance(exception, TooOften):
            response["Retry-After"] = str(exception.seconds)
        return response


def _explained(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Whoever opens the address of a button by itself reads a page instead of nothing."""
    if request.method != "GET" or not isinstance(response, HttpResponse) or response.content:
        return response
    page = render(request, "405.html", status=405)
    page["Allow"] = response["Allow"]
    return page
