"""Showing a reporter in full: with a reason, written into the access log before the value is seen."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from commongrid.base.access import rules as access
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk import frame
from commongrid.doors.desk.views.reports import report_or_404
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.intake.models import Report
from commongrid.registry.people import acts as people
from commongrid.registry.people import queries


class Unmask(forms.Form):
    """Which of a person's data, and what for."""

    field = forms.ChoiceField(
        label=_("What do you need to see?"),
        choices=[("phone", _("Phone")), ("name", _("Name")), ("email", _("E-mail"))],
        widget=forms.RadioSelect,
        initial="phone",
    )
    why = forms.CharField(
        label=_("What for"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The reason is kept with your name; the person can read both."),
    )


@opens_for("people.unmask")
@never_cache
@require_http_methods(["GET", "POST"])
def unmask(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for a reason, log it, then show the one value asked for."""
    report = report_or_404(number)
    if report.person_id is None:
        raise Http404
    about = _about(request, report)
    form, value = Unmask(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        context = f"report:{report.pk}"
        try:
            value = people.unmask(
                report.person_id,
                said["field"],
                about=about,
                context=context,
                by=actor_of(request),
                at=timezone.now(),
                why=said["why"],
            )
            value = value or "–"
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error("why", say(refused.why))
    masked = queries.masked_by_id([report.person_id])[report.person_id]
    told = {"report": report, "form": form, "value": value, "masked": masked}
    return frame.page(request, "desk/unmask.html", told, status=422 if form.errors else 200)


def _about(request: HttpRequest, report: Report) -> object:
    """The case or the report within reach: who handles the case may ask for whoever stands behind it."""
    actor = actor_of(request)
    for thing in (report.case, report):
        if thing is not None and access.may(actor, "people.unmask", _reachable(thing)).answer:
            return thing
    raise NotAllowed("access.out_of_reach", ability="people.unmask", role=actor.role)


def _reachable(thing: object) -> object:
    """A report has no units; a reach by unit then finds nothing instead of failing."""
    if isinstance(thing, Report):
        thing.unit_ids = []  # type: ignore[attr-defined]
    return thing
