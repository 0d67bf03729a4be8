"""A certificate of one's own: to show, to print, and whether it says a name."""

from __future__ import annotations

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.learning.faces import Face
from commongrid.work.training import acts, numbers, queries


@opens_for("staff")
@require_http_methods(["GET", "POST"])
def certificate(request: HttpRequest, face: Face, number: str) -> HttpResponse:
    """The sheet with its code. POST: whether whoever scans it reads my name."""
    by, now = actor_of(request), timezone.now()
    found = queries.certificate(numbers.read(number))
    if found is None or found.account_id != by.account_id:
        raise Http404
    if request.method == "POST":
        shown = "shows_name" in request.POST
        acts.show_name(found, shown=shown, by=by, at=now)
        said = _("Whoever scans it reads your name.") if shown else _("Whoever scans it reads no name.")
        messages.success(request, said)
        return face.leads("certificate", found.number)
    address = request.build_absolute_uri(reverse("portal:certificate", args=[found.number]))
    told = {
        "certificate": found,
        "spoken": numbers.spoken(found.number),
        "state": found.state_on(timezone.localdate(now)),
        "code": drawn(address),
        "address": address,
        "holder": found.account,
        "taught": found.taught,
    }
    return face.shows(request, "certificate", told)


def drawn(address: str) -> SafeString:
    """A QR code that opens the public page (a quarter of it may be scratched), as inline SVG."""
    code = segno.make(address, error="q", micro=False)
    return mark_safe(code.svg_inline(scale=4, border=4, svgclass="sheet-code", lineclass=None, omitsize=True))  # noqa: S308 (drawn from an address of ours)
