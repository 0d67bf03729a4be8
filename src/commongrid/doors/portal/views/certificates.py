"""The page behind the code on a certificate: whether it is valid, and no more than that."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import frame
from commongrid.registry.people.terms import Limit
from commongrid.work.training import numbers, queries

SCAN_FROM_ONE = (Limit("minute", 60, 30), Limit("hour", 3600, 300))
"""Certificates opened by one client: a class in an hour, too few to try numbers."""


@opens_for("public")
@never_cache
@require_GET
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """Valid, expired or withdrawn; its kind and last day; a name only where its holder agreed."""
    now = timezone.now()
    if seconds := frame.slow_down(request, "certificate", SCAN_FROM_ONE, at=now):
        return frame.too_often(request, seconds)
    ours = numbers.read(number)
    found = queries.certificate(ours)
    told = {
        "certificate": found,
        "state": found.state_on(timezone.localdate(now)) if found else "",
        "spoken": numbers.spoken(ours) if ours else number[:40],
        "is_number": bool(ours),
        "holder": found.account if found and found.shows_name else None,
    }
    return frame.page(request, "portal/certificate.html", told, status=200 if found else 404)
