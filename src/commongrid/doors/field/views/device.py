"""What a phone needs to go on without signal: its worker script, its name and icon, the day's list, and who it is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from commongrid.doors.field import frame, holding
from commongrid.doors.look.gate import actor_of, opens_for

ICONS = (("192", "any"), ("512", "any"), ("512", "maskable"))


@opens_for("public")
@require_GET
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: one line that imports the module with today's digest, so that a new release is another script."""
    script = f'import "{static("field/worker.js")}";\n'
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@opens_for("public")
@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """Name, colours and icons for putting the field on the home screen (W3C Web Application Manifest)."""
    icons = [
        {
            "src": static(f"field/icon-{size}{'-maskable' if purpose == 'maskable' else ''}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size, purpose in ICONS
    ]
    told = {
        "id": "/field/",
        "name": _("Commongrid in the field"),
        "short_name": _("Commongrid"),
        "lang": "zh-Hans" if (get_language() or "zh").startswith("zh") else "en",
        "start_url": "/field/",
        "scope": "/field/",
        "display": "standalone",
        "background_color": "#F2F5F3",
        "theme_color": "#F2F5F3",
        "icons": icons,
        "shortcuts": [
            {"name": _("Found something"), "url": "/field/found/"},
            {"name": _("To be sent"), "url": "/field/queue/"},
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@opens_for("public")
@require_GET
@never_cache
def hello(request: HttpRequest) -> HttpResponse:
    """Who is signed in on this device, a token to send with, and our time; `account` is null for nobody."""
    actor = actor_of(request)
    is_staff = actor.kind == "staff" and actor.post_id is not None
    told = {
        "account": actor.account_id if is_staff else None,
        "name": actor.name if is_staff else "",
        "csrf": get_token(request),
        "now": timezone.now().isoformat(),
    }
    return JsonResponse(told)


@opens_for("reports.verify", "cases.check", "reports.receive", "inspections.make")
@require_GET
@never_cache
def held(request: HttpRequest) -> HttpResponse:
    """What this device should hold for today, each page with a mark that changes when the page does."""
    actor = actor_of(request)
    return JsonResponse(holding.today(actor, timezone.now(), get_language() or "zh-hans"))


@opens_for("staff")
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """What waits on this device to be sent; the page is empty, the device fills it in."""
    return frame.page(request, "field/queue.html", {}, tab="")


@opens_for("staff")
@require_GET
def not_held(request: HttpRequest) -> HttpResponse:
    """The page a device shows instead of one it does not hold, when there is no signal."""
    return frame.page(request, "field/not_held.html", {})
