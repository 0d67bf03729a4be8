"""The code of a plate, drawn as it will be printed."""

from __future__ import annotations

import segno
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe


def drawn(request: HttpRequest, token: str) -> SafeString:
    """A QR code (error correction Q: a quarter of it may be scratched) that opens the plate's page, as inline SVG."""
    address = request.build_absolute_uri(reverse("portal:plate", args=[token]))
    code = segno.make(address, error="q", micro=False)
    return mark_safe(code.svg_inline(scale=4, border=4, svgclass="plate-code", lineclass=None, omitsize=True))  # noqa: S308 (drawn from an address of ours)
