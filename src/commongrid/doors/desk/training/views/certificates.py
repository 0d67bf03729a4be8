"""A certificate found by its number, and withdrawn with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commongrid.doors.desk.training import forms, frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.work.training import acts, numbers, queries


@opens_for("training.run")
@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """GET: by the number on the paper. POST: it holds no longer, and its holder is told why."""
    typed = request.GET.get("number", "")[:40]
    found = queries.certificate(numbers.read(typed))
    form = forms.Why(request.POST or None)
    if request.method == "POST" and found is not None and form.is_valid():
        acts.withdraw_certificate(
            found, by=actor_of(request), at=timezone.now(), why=form.cleaned_data["why"]
        )
        messages.success(request, _("Withdrawn. The holder is told why."))
        return redirect(f"{reverse('desk:training:find')}?number={found.number}")
    told = {
        "typed": typed,
        "found": found,
        "state": found.state_on(timezone.localdate()) if found else "",
        "spoken": numbers.spoken(found.number) if found else "",
        "form": form,
    }
    return frame.own(request, "find", told, status=422 if form.errors else 200)
