"""A village asks for a service."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commongrid.doors.desk.outreach import forms, frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.trying import went
from commongrid.work.outreach import acts
from commongrid.work.outreach.models import Request


@opens_for("outreach.ask")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form; sent twice it is one request, and what was filled in stays when it is refused."""
    by, at = actor_of(request), timezone.now()
    first = {"key": secrets.token_urlsafe(18), "division": by.area[:12]}
    form = forms.Ask(request.POST or None, initial=first, area=by.area)
    made: list[Request] = []

    def keep() -> None:
        made.append(acts.ask(form.asking(), form.cleaned_data["key"], by=by, at=at))

    if request.method == "POST" and form.is_valid() and went(form, keep):
        messages.success(request, _("Asked. The department answers within the days the city has set."))
        return redirect("desk:outreach:one", request_id=made[0].pk)
    told = {"form": form, "has_services": bool(form.services)}
    return frame.page(request, "new", told, status=422 if form.errors else 200)
