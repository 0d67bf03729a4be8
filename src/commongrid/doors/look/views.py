"""The small acts on one's own look (theme, text size, language), and the style guide."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from commongrid.doors.look import gate, guide, preferences
from commongrid.doors.look import sample_map as town


@gate.opens_for("public")
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keeps `theme`, `text` and `language` of the form in cookies and goes back to where the reader was."""
    response = HttpResponseRedirect(_back(request))
    chosen = {"look_theme": ("theme", preferences.THEMES), "look_text": ("text", preferences.TEXTS)}
    languages = [code for code, _ in settings.LANGUAGES]
    for cookie, (name, allowed) in {**chosen, settings.LANGUAGE_COOKIE_NAME: ("language", languages)}.items():
        value = request.POST.get(name, "")
        if value in allowed:
            response.set_cookie(
                cookie,
                value,
                max_age=preferences.COOKIE_AGE,
                samesite="Lax",
                secure=request.is_secure(),
                httponly=True,
            )
    return response


@gate.opens_for("public")
@require_GET
def sample_map(request: HttpRequest) -> JsonResponse:
    """The map of the style guide."""
    _only_outside_production()
    return JsonResponse(town.map_data())


@gate.opens_for("public")
@require_GET
def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component of the visual language in one page; only where demo or debug is on."""
    _only_outside_production()
    return render(request, "look/guide.html", _samples())


@gate.opens_for("public")
@require_GET
def shell(request: HttpRequest, face: str) -> HttpResponse:
    """The empty shell of one face filled with samples, for comparing with the pictures."""
    if face not in guide.SHELLS:
        raise Http404
    _only_outside_production()
    return render(request, f"look/guide_{face}.html", _samples())


def _samples() -> dict[str, Any]:
    return guide.context(timezone.now(), translation.get_language() or "zh-hans")


def _only_outside_production() -> None:
    if settings.HOUSE.mode == "production" and not settings.DEBUG:
        raise Http404


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else "/"
