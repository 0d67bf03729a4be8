"""The code a caller shows on the spot: it names the case and is good for two minutes, so that a photo of it is not."""

from __future__ import annotations

import segno
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from commongrid.cases.models import Case

SALT = "desk.whistles.here"
SECONDS = 120


def drawn(request: HttpRequest, case: Case) -> SafeString:
    """A QR code that opens the page for reporting in, as inline SVG."""
    address = request.build_absolute_uri(
        reverse("desk:whistles:here", args=[signing.dumps(case.number, salt=SALT)])
    )
    made = segno.make(address, error="m", micro=False)
    return mark_safe(made.svg_inline(scale=5, border=4, svgclass="plate-code", lineclass=None, omitsize=True))  # noqa: S308 (drawn from an address of ours)


def number_in(code: str) -> str | None:
    """The case a code names; None when it is none of ours or has run out."""
    try:
        return str(signing.loads(code, salt=SALT, max_age=SECONDS))
    except signing.BadSignature:
        return None
