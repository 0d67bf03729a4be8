"""What belongs in the grid: every matter to look up, and one on one screen."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from commongrid.doors.field import choosing, frame, knowing
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.registry.matters import queries as matters

SHOWN = 40
USUAL = 12


@opens_for("reports.receive", "reports.verify", "cases.check")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Found by words, code, pinyin or its initials, or of one class; first of all what is usual in my area."""
    asked = request.GET.get("q", "")[:60].replace("\x00", "")
    of_class = request.GET.get("class", "")
    language = get_language() or ""
    usual = [] if asked or of_class else choosing.usual_here(actor_of(request), timezone.now(), USUAL)
    found = knowing.found(asked, of_class)
    told = {
        "asked": asked,
        "of_class": of_class,
        "classes": knowing.classes(language),
        "usual": [knowing.line(item, language) for item in usual],
        "found": [knowing.line(item, language) for item in found[:SHOWN]],
        "more": max(len(found) - SHOWN, 0),
    }
    return frame.page(request, "field/matters.html", told, tab="")


@opens_for("reports.receive", "reports.verify", "cases.check")
@require_GET
def matter(request: HttpRequest, code: str) -> HttpResponse:
    """What it is, what to photograph, who does what by when, and what is easily taken for it."""
    item = matters.kept().items.get(code)
    if item is None:
        raise Http404
    told = knowing.sheet(item, actor_of(request).area, get_language() or "")
    return frame.page(request, "field/about.html", {"sheet": told}, tab="")


@opens_for("reports.receive", "reports.verify", "cases.check")
@require_GET
def names(request: HttpRequest) -> HttpResponse:
    """Code, name, class and pinyin of every matter, for choosing one without signal."""
    language = get_language() or ""
    told = [
        [item.code, item.name(language).words, item.class_zh, item.pinyin] for item in matters.catalogue()
    ]
    return JsonResponse({"matters": told})
