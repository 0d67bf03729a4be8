"""One place, standing before it: what is known, and one button that says it is right."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commongrid.base.access import rules as access
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.field import forms, frame, sending
from commongrid.doors.look import answers
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.doors.look.sentences import say
from commongrid.registry.places import queries as places
from commongrid.registry.premises import acts, queries
from commongrid.registry.premises.models import Premises
from commongrid.work.inspections import queries as inspections


@opens_for("premises.see")
@sending.sendable
@require_http_methods(["GET", "POST"])
def premises(request: HttpRequest, code: str) -> HttpResponse:
    """What is known of the place; POST confirms it, if nobody changed it since it was shown."""
    found, actor = queries.find(code) if "\x00" not in code else None, actor_of(request)
    if found is None:
        raise Http404
    require(request, "premises.see", found)
    if request.method == "POST":
        seq = request.POST.get("seq", "")
        try:
            acts.confirm(found.pk, int(seq) if seq.isdecimal() else 0, by=actor, at=timezone.now())
            messages.success(request, _("Confirmed. Thank you."))
        except NotAllowed:
            raise
        except Refused as refused:
            if sending.is_device(request):
                raise
            messages.error(request, say(refused.why))
        return redirect("field:premises", code=code)
    told = {
        "key": forms.new_key(),
        "plate": _plate(request),
        "premises": found,
        "grid": places.grid_by_code(found.area),
        "inside": list(queries.inside(found)[:50]),
        "may_confirm": access.may(actor, "premises.confirm", found).answer and found.state == "open",
        "may_walk": access.may(actor, "patrol.walk", found).answer and found.state == "open",
        "may_find": access.has(actor, "reports.receive"),
        **_inspecting(request, found),
    }
    return frame.page(request, "field/premises.html", told)


def _plate(request: HttpRequest) -> str:
    """The plate somebody scanned at the door, to check in by; whether it is this place's is seen then."""
    token = request.GET.get("plate", "")[:12]
    return token if token.isalnum() and token.isascii() else ""


def _inspecting(request: HttpRequest, found: Premises) -> dict[str, Any]:
    """The checklists that may be taken here, what is due to be looked at again, and the last inspections."""
    actor, language = actor_of(request), get_language() or "zh-hans"
    if not access.may(actor, "inspections.see", found).answer:
        return {}
    may = access.may(actor, "inspections.make", found).answer and found.state == "open"
    return {
        "checklists": [(each, each.name(language)) for each in inspections.offered(found)] if may else [],
        "again": [task for task in inspections.to_look_at_again(actor, found) if may],
        "inspections": answers.named(inspections.of_premises([found.pk])[:5]),
    }
