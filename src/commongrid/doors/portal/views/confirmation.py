"""Confirmation by a court, as a party: draw the application up, join it, answer the judge, open the ruling."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.look import attached, gate
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import confirming, frame
from commongrid.doors.portal.views.mediation import BRING_ONE, own_or_404, prove_first
from commongrid.registry.people import acts as people
from commongrid.work.mediation import acts, papers, queries
from commongrid.work.mediation.models import Agreement, Confirmation, Party
from commongrid.work.mediation.terms import DECIDED


@opens_for("resident")
@require_GET
def page(request: HttpRequest, number: str) -> HttpResponse:
    """Where it stands, how much time is left, and what I can do now."""
    if gate.person_id(request) is None:
        return prove_first(request)
    made, party = effective_or_404(request, number)
    return _show(request, made, party)


def effective_or_404(request: HttpRequest, number: str) -> tuple[Agreement, Party]:
    """My matter's agreement, once there is one."""
    found, party = own_or_404(request, number)
    made = queries.agreement_of(found)
    if made is None:
        raise Http404
    return made, party


@opens_for("resident")
@require_POST
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One step; what is refused says why and keeps what was written."""
    made, party = effective_or_404(request, number)
    at, deed = timezone.now(), confirming.DEEDS.get(name)
    if deed is None and name != "send":
        raise Http404
    if seconds := frame.slow_down(request, "mediation-act", BRING_ONE, at=at, who=str(party.pk)):
        return frame.too_often(request, seconds)
    if deed is None:
        return _send_code(request, number)
    found = queries.confirmation_of(made)
    form = confirming.form_of(name, request.POST, request.FILES, made=made, found=found)
    if form is not None and not form.is_valid():
        return _show(request, made, party, {name: form, "wrong": form}, 422)
    asked = confirming.Asked(
        made, found, party, form, request.POST.get("question", ""), frame.resident(request), at
    )
    return _carried_out(request, deed, name, asked)


def _carried_out(
    request: HttpRequest, deed: confirming.Deed, name: str, asked: confirming.Asked
) -> HttpResponse:
    form = asked.form
    try:
        if name == "join":
            _check_code(request, form.cleaned_data["code"])
        deed.do(asked)
    except NotAllowed:
        raise
    except Refused as refused:
        if form is not None:
            form.add_error(None, frame.say(refused))
            return _show(request, asked.agreement, asked.party, {name: form, "wrong": form}, 422)
        messages.error(request, frame.say(refused))
    else:
        messages.success(request, str(deed.done))
    return redirect("portal:confirmation", number=asked.agreement.mediation.number)


def _send_code(request: HttpRequest, number: str) -> HttpResponse:
    person = gate.person_id(request)
    try:
        if person is None:
            raise Refused("people.no_contact")
        sent = people.send_own_code(
            person, "sign", at=timezone.now(), client=frame.client(request), language=frame.language()
        )
    except Refused as refused:
        messages.error(request, frame.say(refused))
    else:
        messages.success(request, _("A code was sent to %(to)s.") % {"to": sent.to})
    return redirect("portal:confirmation", number=number)


def _check_code(request: HttpRequest, code: str) -> None:
    person = gate.person_id(request)
    if person is None:
        raise Refused("people.no_contact")
    people.check_own_code(person, "sign", code, at=timezone.now(), client=frame.client(request))


def _show(
    request: HttpRequest,
    made: Agreement,
    party: Party,
    wrong: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    told = confirming.told(made, party, gate.person_id(request), timezone.now())
    return frame.page(request, "portal/confirmation.html", {**told, **(wrong or {})}, status=status)


@opens_for("resident")
@require_GET
def application(request: HttpRequest, number: str) -> HttpResponseBase:
    """The application to read, and once all have joined the copy with everybody's signature."""
    found, _party = _standing_or_404(request, number)
    return attached.one(papers.owner_of(found.pk, "copy" if found.applied_at else ""), found.number)


@opens_for("resident")
@require_GET
def ruling(request: HttpRequest, number: str) -> HttpResponseBase:
    """The ruling. The first time a party opens it is the receipt."""
    found, party = _standing_or_404(request, number)
    if found.stage not in DECIDED:
        raise Http404
    acts.open_ruling(found, party, by=frame.resident(request), at=timezone.now())
    return attached.one(papers.owner_of(found.pk, "ruling"), f"{found.number}-ruling")


def _standing_or_404(request: HttpRequest, number: str) -> tuple[Confirmation, Party]:
    made, party = effective_or_404(request, number)
    found = queries.confirmation_of(made)
    if found is None:
        raise Http404
    return found, party
