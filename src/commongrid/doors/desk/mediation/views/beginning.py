"""A matter begins at the desk: at the counter, or given away from a case."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commongrid.base.access import rules as access
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.cases import queries as cases
from commongrid.cases.models import Case
from commongrid.doors.desk.mediation import forms, frame
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.doors.look.sentences import say
from commongrid.intake import queries as intake
from commongrid.registry.people.models import Person
from commongrid.work.mediation import acts, queries
from commongrid.work.mediation.models import Mediation
from commongrid.work.mediation.terms import Application, Named, Origin, Side, Topic


@opens_for("mediation.take")
@require_http_methods(["GET", "POST"])
def counter(request: HttpRequest) -> HttpResponse:
    """Somebody asks, or a court, the police or the hotline sent it: both sides are asked afterwards."""
    actor = actor_of(request)
    form = forms.Counter(request.POST or None, initial={"key": secrets.token_urlsafe(18)})
    if request.method == "POST" and form.is_valid():
        made = _tried(request, form, form.application(actor.area))
        if made is not None:
            messages.success(request, _("Written down. The head of the body reads it now."))
            seen = access.may(actor, "mediation.see", made).answer
            return redirect("desk:mediation:one", made.number) if seen else redirect("desk:mediation:list")
    return frame.page(request, "new", {"form": form}, status=422 if form.errors else 200)


@opens_for("mediation.refer")
@require_http_methods(["GET", "POST"])
def from_case(request: HttpRequest, number: str) -> HttpResponse:
    """Give the dispute behind a case to a mediation body. Afterwards only its number and where it stands are told."""
    case = _case_or_404(number)
    require(request, "mediation.refer", case)
    area = case.division_id or actor_of(request).area
    bodies, reporter = queries.bodies(area), _reporter(case)
    first = {"key": secrets.token_urlsafe(18), "topic": Topic.NEIGHBOURS}
    form = forms.FromCase(request.POST or None, initial=first, bodies=bodies)
    if request.method == "POST" and reporter is not None and form.is_valid():
        told = form.cleaned_data
        parties = (Named(Side.APPLICANT, "", "", person=reporter), form.other())
        asked = Application(
            Topic(told["topic"]), told["summary"], told["claim"], parties, Origin.CASE, area=area,
            body=told["body"].pk, case=case.number,
        )  # fmt: skip
        if _tried(request, form, asked, about=case) is not None:
            messages.success(
                request, _("Given to the mediation body. You read here when it ends, and no more.")
            )
            return redirect("desk:case", number=case.number)
    told_page = {"form": form, "case": case, "bodies": bodies, "reporter": reporter}
    return frame.page(request, "from_case", told_page, status=422 if form.errors else 200)


def _tried(
    request: HttpRequest, form: forms.Dispute, asked: Application, about: Case | None = None
) -> Mediation | None:
    """Write it down; what is refused stands above the form, and everything filled in is kept."""
    by, at = actor_of(request), timezone.now()
    try:
        if about is not None:
            return acts.give_away(about, asked, form.cleaned_data["key"], by=by, at=at)
        return acts.apply(asked, form.cleaned_data["key"], by=by, at=at)
    except NotAllowed:
        raise
    except Refused as refused:
        form.add_error(None, say(refused.why))
        return None


def _case_or_404(number: str) -> Case:
    try:
        return cases.for_act(number)
    except Case.DoesNotExist:
        raise Http404 from None


def _reporter(case: Case) -> UUID | None:
    """Who reported it first and can be reached; without one there is nobody to ask."""
    known = [report.person_id for report in intake.reports_behind(case)[:50] if report.person_id]
    rows = Person.objects.filter(pk__in=known, erased_at=None, frozen_at=None).values_list("pk", flat=True)
    standing = set(rows)
    return next((each for each in known if each in standing), None)
