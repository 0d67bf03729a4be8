"""The agreement, as a party: read it, sign it behind a code, take the copy; and the page where anybody may check a number."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.look import attached, gate
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import frame
from commongrid.doors.portal.mediation_forms import SignForm
from commongrid.doors.portal.views.mediation import BRING_ONE, own_or_404, prove_first
from commongrid.registry.people import acts as people
from commongrid.registry.people.terms import Limit
from commongrid.work.mediation import acts, papers, queries, signing
from commongrid.work.mediation.models import Agreement, Mediation, Party
from commongrid.work.mediation.terms import Topic

VERIFY_FROM_ONE = (Limit("minute", 60, 20), Limit("hour", 3600, 120))
"""Numbers checked by one client: a file drawer in an hour, too few to try numbers."""


@opens_for("resident")
@require_http_methods(["GET", "POST"])
def agreement(request: HttpRequest, number: str) -> HttpResponse:
    """Read and sign: first a code to one's own phone, then the drawn signature with the code."""
    if gate.person_id(request) is None:
        return prove_first(request)
    found, party = own_or_404(request, number)
    made = queries.agreement_of(found)
    if made is None:
        raise Http404
    if request.method != "POST":
        return _show(request, made, party, SignForm(initial={"sha256": _hex(made)}))
    at = timezone.now()
    if seconds := frame.slow_down(request, "mediation-act", BRING_ONE, at=at, who=str(party.pk)):
        return frame.too_often(request, seconds)
    return _send_code(request, found) if "send" in request.POST else _sign(request, made, party)


def _send_code(request: HttpRequest, found: Mediation) -> HttpResponse:
    person = gate.person_id(request)
    assert person is not None  # own_or_404 found the party by it  # noqa: S101
    try:
        sent = people.send_own_code(
            person, "sign", at=timezone.now(), client=frame.client(request), language=frame.language()
        )
    except Refused as refused:
        messages.error(request, frame.say(refused))
    else:
        messages.success(request, _("A code was sent to %(to)s.") % {"to": sent.to})
    return redirect("portal:mediation_agreement", number=found.number)


def _sign(request: HttpRequest, made: Agreement, party: Party) -> HttpResponse:
    form, person, at = SignForm(request.POST), gate.person_id(request), timezone.now()
    if person is not None and form.is_valid():
        told = form.cleaned_data
        try:
            people.check_own_code(person, "sign", told["code"], at=at, client=frame.client(request))
            acts.sign(made, party, told["strokes"], told["sha256"], by=frame.resident(request), at=at)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, frame.say(refused))
        else:
            messages.success(
                request, _("Signed. Once everybody has signed and the seal is on it, it is in effect.")
            )
            return redirect("portal:mediation_agreement", number=made.mediation.number)
    return _show(request, made, party, form, 422)


def _show(
    request: HttpRequest, made: Agreement, party: Party, form: SignForm, status: int = 200
) -> HttpResponse:
    found, person = made.mediation, gate.person_id(request)
    signed = {row.party_id: row for row in made.signatures.defer("strokes")}
    is_agent = str(party.person_id) != str(person)
    may = signing.may_sign_on_screen(Topic(found.topic), is_agent=is_agent, scope=party.scope)
    told: dict[str, Any] = {
        "mediation": found,
        "party": party,
        "agreement": made,
        "sha256": _hex(made),
        "form": form,
        "signed": [(one, signed.get(one.pk)) for one in found.parties.order_by("side", "pk")],
        "mine": signed.get(party.pk),
        "hindered": None if may.answer else may.why[0],
        "clauses": list(found.clauses.select_related("who__person").order_by("order")),
    }
    return frame.page(request, "portal/mediation_agreement.html", told, status=status)


@opens_for("resident")
@require_GET
def file(request: HttpRequest, number: str) -> HttpResponseBase:
    """The text to sign; once in effect, the copy with all signatures."""
    found, _party = own_or_404(request, number)
    made = queries.agreement_of(found)
    if made is None:
        raise Http404
    part = "copy" if made.copy_sha256 else ""
    return attached.one(papers.owner_of(made.pk, part), made.number)


@opens_for("public")
@never_cache
@require_GET
def verify(request: HttpRequest, number: str) -> HttpResponse:
    """Is there a document of this number, in effect since when, with which digests; nothing of what it says."""
    if seconds := frame.slow_down(request, "verify", VERIFY_FROM_ONE, at=timezone.now()):
        return frame.too_often(request, seconds)
    found = queries.genuine(number) if "\x00" not in number else None
    ruled = queries.genuine_ruling(number) if found is None and "\x00" not in number else None
    told = {"found": found, "ruled": ruled, "spoken": number[:12].upper()}
    return frame.page(request, "portal/verify.html", told, status=200 if found or ruled else 404)


def _hex(made: Agreement) -> str:
    return bytes(made.sha256 or b"").hex()
