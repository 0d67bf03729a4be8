"""Who looks after a grid: the worker's card as they agreed to it, on a page of its own and on paper for the door."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from commongrid.base.files import queries as files
from commongrid.base.verdicts import Refused
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import frame
from commongrid.registry.places import queries as places
from commongrid.registry.serving import queries as serving


@opens_for("public")
@never_cache
@require_GET
def grid(request: HttpRequest, code: str) -> HttpResponse:
    """The card, and a report made here with the place filled in."""
    return frame.page(request, "portal/grid.html", _told(code))


@opens_for("public")
@never_cache
@require_GET
def printed(request: HttpRequest, code: str) -> HttpResponse:
    """The same on a sheet of A5, as of today, with a code that opens the page above: paper grows old, the page does not."""
    told = _told(code)
    address = request.build_absolute_uri(reverse("portal:grid", args=[code]))
    return frame.page(
        request, "portal/grid_print.html", {**told, "address": address, "code": _drawn(address)}
    )


def _told(code: str) -> dict[str, Any]:
    found = places.grid_by_code(code) if code.isascii() and code.isdecimal() else None
    if found is None:
        raise Http404
    community = places.division(code[:12])
    said = frame.grid_of(found, community) if community else found.name
    return {"grid": found, "card": serving.shown(code, timezone.now()), "said": said}


def _drawn(address: str) -> SafeString:
    """A QR code as inline SVG; a quarter of it may be scratched."""
    code = segno.make(address, error="q", micro=False)
    return mark_safe(code.svg_inline(scale=4, border=4, svgclass="sheet-code", lineclass=None, omitsize=True))  # noqa: S308 (drawn from an address of ours)


@opens_for("public")
@require_GET
def portrait(request: HttpRequest, portrait: UUID) -> HttpResponse:
    """The photo a worker shows, small, while they agree; kept by no browser, so that taking it back holds at once."""
    found = serving.portrait(portrait, timezone.now())
    if found is None:
        raise Http404
    try:
        served = files.serve(found, "thumb")
    except Refused as gone:
        raise Http404 from gone
    response = HttpResponse(served.path.read_bytes(), content_type=served.media_type)
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
