"""What an informant, a captain or a volunteer saw: a photo, one button. The centre does the rest."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commongrid.base.files.terms import Stage
from commongrid.doors.field import forms, frame, kept, receiving, sending
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.intake import acts as intake
from commongrid.intake import queries

TOLD, MOST = "told", 10
"""The numbers somebody told of, kept in their session and nowhere else."""


@opens_for("reports.receive")
@sending.sendable
@require_http_methods(["GET", "POST"])
def tell(request: HttpRequest) -> HttpResponse:
    """Two taps: the camera, then Send. Words, and where it is when the phone does not say, are below."""
    form = forms.Tell(request.POST or None, initial={"key": forms.new_key()})
    return receiving.sent(request, form, _send) or _show(request, form)


def _send(request: HttpRequest, form: forms.Tell) -> HttpResponse:
    receipt = intake.receive(receiving.draft(request, form, None), by=actor_of(request), at=timezone.now())
    number = receipt.report.number
    before = [one for one in request.session.get(TOLD, []) if one != number]
    request.session[TOLD] = [number, *before][:MOST]
    return redirect("field:done", number=number)


def _show(request: HttpRequest, form: forms.Tell) -> HttpResponse:
    taken = kept.count(receiving.owner(request, form), Stage.BEFORE) if request.method == "POST" else 0
    told: dict[str, Any] = {
        "form": form,
        "taken": taken,
        "told": queries.numbered(request.session.get(TOLD, []), actor_of(request).account_id),
    }
    return frame.page(request, "field/tell.html", told, tab="tell", status=422 if form.errors else 200)
