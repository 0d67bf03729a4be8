"""A desk nobody works at signs itself out (GB/T 22239—2019, 8.1.4.1); what is written there then is kept by its page."""

from __future__ import annotations

from collections.abc import Callable
from time import time
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

from commongrid.doors.look.signed_out import is_at_the_desk

LAST, BY_ITSELF = "last_hand", "X-By-Itself"
PARTS = 12
"""A session is written once in a twelfth of the time it may be idle, not with every request."""


class Idle:
    """Ends the session of whoever did nothing at the desk for `STAFF_IDLE_SECONDS` (0: never).

    What a page asks for by itself is no hand: it says so in a header (`hx-headers`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> None:
        most = settings.STAFF_IDLE_SECONDS
        if not most or not is_at_the_desk(request) or not request.user.is_authenticated:
            return
        now = int(time())
        idle = now - request.session.get(LAST, now - most // PARTS)
        if idle > most:
            logout(request)
        elif idle >= most // PARTS and BY_ITSELF not in request.headers:
            request.session[LAST] = now
