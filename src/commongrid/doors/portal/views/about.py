"""Help, the privacy notice, and what the browser asks of an app."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import frame, keeping, points

NOTICE_VERSION = "2026-11-1"
"""Changes with the text of the notice; residents are told which one they read."""


@opens_for("public")
@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    """By which ways one can be heard, and what happens then."""
    return frame.page(
        request, "portal/help.html", {"points": points.every(timezone.now(), 4), "emergency": frame.EMERGENCY}
    )


@opens_for("public")
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """Who processes what, why, for how long, and which rights there are."""
    return frame.page(
        request,
        "portal/privacy.html",
        {"version": NOTICE_VERSION, "kept": keeping.of_residents(), "city": frame.city_name()},
    )


@opens_for("public")
@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest, in the reader's language."""
    told = {
        "id": "/",
        "name": _("Commongrid"),
        "short_name": _("Commongrid"),
        "description": _("Report what is wrong, ask for help, see what becomes of it."),
        "lang": "en" if frame.language() == "en" else "zh-Hans",
        "start_url": reverse("portal:home"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#F2F5F3",
        "theme_color": "#0B5C63",
        "icons": [
            {"src": static("look/mark.svg"), "sizes": "any", "type": "image/svg+xml"},
            {"src": static("portal/icon-192.png"), "sizes": "192x192", "type": "image/png"},
            {
                "src": static("portal/icon-512.png"),
                "sizes": "512x512",
                "type": "image/png",
                "purpose": "any maskable",
            },
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")
