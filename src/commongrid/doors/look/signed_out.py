"""Somebody was signed out in the middle of their work: they sign in again, and what they wrote goes on from where it was."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

LEFT_OUT = {"csrfmiddlewaretoken"}


def asked_to_sign_in(request: HttpRequest) -> HttpResponse:
    """A page leads to the sign-in and back; a part of a page sends the whole page there; a form is kept: 401.

    The kept form holds what was written and stays with its writer: nothing of it is stored here. Files cannot be held by
    a page, so it says that they have to be chosen again.
    """
    if request.method == "POST" and is_at_the_desk(request):
        return _kept(request)
    if getattr(request, "htmx", False):
        here = request.htmx.current_url_abs_path or request.get_full_path()  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Redirect": _sign_in(here)})
    return redirect(_sign_in(request.get_full_path()))


def _kept(request: HttpRequest) -> HttpResponse:
    written = [
        (name, value) for name, values in request.POST.lists() if name not in LEFT_OUT for value in values
    ]
    told = {"written": written, "has_files": bool(request.FILES), "sign_in": _sign_in(reverse("signed_in"))}
    part = "#notice" if getattr(request, "htmx", False) else ""
    return render(request, f"look/signed_out.html{part}", told, status=401)


def is_at_the_desk(request: HttpRequest) -> bool:
    """The field keeps and sends by itself, and takes a way to the sign-in as the sign to wait."""
    return request.resolver_match is not None and request.resolver_match.namespaces[:1] == ["desk"]


def _sign_in(then: str) -> str:
    return f"{reverse('account_login')}?next={quote(then)}"
