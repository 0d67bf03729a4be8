"""Care without consent, by a rule of law that is cited."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commongrid.base.verdicts import Refused
from commongrid.doors.desk.care import forms, frame
from commongrid.doors.desk.care.law_forms import ByLawForm, in_half_a_year
from commongrid.doors.look import law
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.trying import went
from commongrid.registry.statutes import queries as statutes
from commongrid.work.care import acts
from commongrid.work.care.terms import LEGAL_GROUNDS


@opens_for("care.take")
@require_http_methods(["GET", "POST"])
def by_law(request: HttpRequest) -> HttpResponse:
    """Begin without consent where a rule of law says so; it is cited, and the guardian is told by their number."""
    by, now = actor_of(request), timezone.now()
    first = {"key": forms.new_key(), "until": in_half_a_year()}
    form = ByLawForm(request.POST or None, initial=first, area=by.area, rules=_grounds())
    if request.method == "POST" and form.is_valid():
        told, made = form.cleaned_data, []
        if went(
            form,
            lambda: made.append(
                acts.begin_by_law(form.wish(), told["statute"], told["phone"], told["key"], by=by, at=now)
            ),
        ):
            return redirect("desk:care:care", care_id=made[0].pk)
    return frame.page(request, "by_law", {"form": form}, status=422 if form.errors else 200)


def _grounds() -> list[tuple[str, str]]:
    """The legal grounds that hold today, by law, article and what they say."""
    on, found = timezone.localdate(), []
    for key in LEGAL_GROUNDS:
        try:
            told = law.told(statutes.limit(key, on=on))
        except Refused:
            continue
        found.append((key, f"{told['named']}: {told['says']}"))
    return found
