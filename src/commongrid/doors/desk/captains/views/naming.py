"""Asking somebody directly to be captain of a building."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.captains import forms, frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.work.captains import acts


@opens_for("captains.decide")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """GET: the form, perhaps with the building filled in. POST: they are asked, and decide themselves."""
    first = {"key": secrets.token_urlsafe(18), "place": request.GET.get("place", "")[:32]}
    form = forms.NameForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        person = (told["name"], told["phone"])
        try:
            made = acts.name(
                told["place"], person, told["capacity"], told["key"], by=actor_of(request), at=timezone.now()
            )
            messages.success(request, _("Asked. They decide themselves."))
            return redirect("desk:captains:one", captaincy_id=made.pk)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, say(refused.why))
    return frame.page(request, "new.html", {"form": form}, status=422 if form.errors else 200)
