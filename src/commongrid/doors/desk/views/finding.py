"""Finding: what a search may mean while it is typed, and what stands behind a reporter's phone number."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.access import rules as access
from commongrid.base.access.terms import Actor
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.cases.models import Case
from commongrid.doors.desk import frame, report_lists, suggesting
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.intake import queries as intake
from commongrid.intake.models import Report
from commongrid.registry.people import acts as people

MOST = 100


@opens_for("cases.see")
@require_GET
def suggest(request: HttpRequest) -> HttpResponse:
    """The options of the search field, as the list a combobox opens."""
    found = suggesting.options(request.GET.get("q", ""), actor_of(request))
    response = render(request, "desk/suggestions.html", {"options": found})
    response["Cache-Control"] = "private, no-store"
    return response


class ByPhone(forms.Form):
    """The number somebody tells on the telephone, and what it is looked up for."""

    phone = forms.CharField(
        label=_("Phone number of the reporter"),
        max_length=24,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("All of it, as it was given when reporting; it is not kept."),
    )
    why = forms.CharField(
        label=_("What for"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The reason is kept with your name; the person can read both."),
    )


@opens_for("people.unmask")
@never_cache
@sensitive_post_parameters("phone")
@require_http_methods(["GET", "POST"])
def by_reporter(request: HttpRequest) -> HttpResponse:
    """Ask for number and reason; then the reports and cases within reach. The number never stands in an address."""
    form, told = ByPhone(request.POST or None), {}
    if request.method == "POST" and form.is_valid():
        try:
            told = _behind(form.cleaned_data["phone"], form.cleaned_data["why"], actor_of(request))
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error("why" if "reason" in refused.why.key else "phone", say(refused.why))
    status = 422 if form.errors else 200
    return frame.page(request, "desk/by_reporter.html", {"form": form, **told}, status=status)


def _behind(phone: str, why: str, actor: Actor) -> dict[str, Any]:
    person = people.look_up(phone, by=actor, at=timezone.now(), why=why)
    found = list(intake.of_person(person)[:MOST]) if person else []
    cases = {one.case.pk: one.case for one in found if one.case and _may(actor, "cases.see", one.case)}
    reports = [one for one in found if _may(actor, "reports.see", one)]
    return {
        "asked": True,
        "cases": list(cases.values()),
        "reports": [report_lists.found(one) for one in reports],
    }


def _may(actor: Actor, ability: str, thing: Case | Report) -> bool:
    """An ability that reaches by unit finds no report: a report has none."""
    has_unit = isinstance(thing, Case) or actor.role not in ("officer", "mediator")
    return has_unit and access.may(actor, ability, thing).answer
