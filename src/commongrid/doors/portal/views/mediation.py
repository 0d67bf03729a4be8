"""Mediation, as a party: ask for it, say yes or no, choose the mediator, see sittings, bring evidence, stop."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.look import attached, calendars, gate
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import frame, mediating, mediation_forms
from commongrid.registry.people import acts as people
from commongrid.registry.people.terms import Limit
from commongrid.work.mediation import acts, queries
from commongrid.work.mediation.models import Mediation, Party

APPLY_ONE = (Limit("day", 86400, 5),)
"""Disputes one person may bring in a day."""
BRING_ONE = (Limit("hour", 3600, 20), Limit("day", 86400, 60))


def prove_first(request: HttpRequest) -> HttpResponse:
    """A number has to be proven before anybody is told which disputes it stands in."""
    return redirect(f"{reverse('portal:prove')}?next={request.path}")


@opens_for("public")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What mediation is, and my own matters once I have proven my number."""
    person = gate.person_id(request)
    told = {"rows": queries.of_person(person) if person else [], "is_known": person is not None}
    return frame.page(request, "portal/mediation.html", told)


@opens_for("resident")
@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """Ask for it; the other side is asked afterwards. Sent twice is once."""
    person = gate.person_id(request)
    if person is None:
        return prove_first(request)
    form = mediation_forms.apply_form(request)
    if request.method == "POST" and form.is_valid():
        by, at, told = frame.resident(request), timezone.now(), form.cleaned_data
        if seconds := frame.slow_down(request, "mediation-apply", APPLY_ONE, at=at, who=str(person)):
            return frame.too_often(request, seconds)
        try:
            people.correct(person, name=told["name"], by=by, at=at)
            made = acts.apply(form.application(person), told["key"], by=by, at=at)
        except Refused as refused:
            form.add_error(None, frame.say(refused))
        else:
            messages.success(request, _("Sent. The mediation body reads it, then asks the other side."))
            return redirect("portal:mediation_one", number=made.number)
    return frame.page(
        request, "portal/mediation_apply.html", {"form": form}, status=422 if form.errors else 200
    )


def own_or_404(request: HttpRequest, number: str) -> tuple[Mediation, Party]:
    """A matter and as whom the reader stands in it; not there for everybody else."""
    found = queries.by_number(number) if "\x00" not in number else None
    party = queries.party_of(found, gate.person_id(request)) if found else None
    if found is None or party is None:
        raise Http404
    return found, party


@opens_for("resident")
@require_GET
def one(request: HttpRequest, number: str) -> HttpResponse:
    """My matter: where it stands, what I can do now, sittings, evidence, terms."""
    if gate.person_id(request) is None:
        return prove_first(request)
    found, party = own_or_404(request, number)
    return frame.page(request, "portal/mediation_one.html", mediating.told(found, party))


@opens_for("resident")
@require_POST
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One step of a party; what is refused says why and keeps what was written."""
    found, party = own_or_404(request, number)
    deed = mediating.DEEDS.get(name)
    if deed is None:
        raise Http404
    at = timezone.now()
    if seconds := frame.slow_down(request, "mediation-act", BRING_ONE, at=at, who=str(party.pk)):
        return frame.too_often(request, seconds)
    form = deed.form(request.POST, request.FILES) if deed.form else None
    wrong = form is not None and not form.is_valid()
    if not wrong:
        try:
            deed.do(mediating.Asked(found, party, form, request.POST, frame.resident(request), at))
        except NotAllowed:
            raise
        except Refused as refused:
            if form is None:
                messages.error(request, frame.say(refused))
                return redirect("portal:mediation_one", number=found.number)
            form.add_error(None, frame.say(refused))
            wrong = True
    if wrong:
        told = {**mediating.told(found, party), name: form, "wrong": form}
        return frame.page(request, "portal/mediation_one.html", told, status=422)
    messages.success(request, str(deed.done))
    return redirect("portal:mediation_one", number=found.number)


@opens_for("resident")
@require_GET
def calendar(request: HttpRequest, number: str, sitting_id: UUID) -> HttpResponse:
    """A sitting for my calendar; only for whoever is invited."""
    found, party = own_or_404(request, number)
    sitting = found.sittings.filter(pk=sitting_id, invited__contains=[str(party.pk)]).first()
    if sitting is None:
        raise Http404
    return calendars.ics(sitting, found.number)


@opens_for("resident")
@require_GET
def file(request: HttpRequest, number: str, evidence_id: UUID) -> HttpResponseBase:
    """A piece of evidence I may see."""
    found, party = own_or_404(request, number)
    row = next((each for each in queries.evidence_for(found, party) if each.pk == evidence_id), None)
    if row is None:
        raise Http404
    return attached.one(f"mediation:{row.pk}", f"{found.number}-{row.pk.hex[:6]}")
