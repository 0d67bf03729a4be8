"""Signing out: the device forgets everything, but not what was never sent without being asked. And in again, beside one's work."""

from __future__ import annotations

from allauth.account.views import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from commongrid.doors.look.gate import opens_for

WIPED = '"cache", "storage"'
"""What a browser is told to forget (W3C Clear Site Data); cookies go with the session."""


@opens_for("public")
@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """As allauth does it. The cookie `waiting` is the field's own count of what was not sent yet: then it is asked first."""
    waiting = request.COOKIES.get("waiting", "0")
    count = int(waiting) if waiting.isdecimal() and len(waiting) < 6 else 0
    if count and request.user.is_authenticated and "lose" not in request.POST:
        return render(request, "look/leaving.html", {"count": count})
    response: HttpResponseBase = logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = WIPED
        response.delete_cookie("waiting")
    return response


@opens_for("session")
@require_http_methods(["GET"])
def signed_in(request: HttpRequest) -> HttpResponse:
    """Where the sign-in of a second tab ends: the work is in the first."""
    return render(request, "look/signed_in.html")
