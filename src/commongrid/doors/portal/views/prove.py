"""Proving a phone number or an e-mail address by a code: then everything reported with it is here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commongrid.base.verdicts import Refused
from commongrid.doors.look import gate
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import forms, frame, sending
from commongrid.doors.portal.views.receipt import claim
from commongrid.registry.people import acts as people


@opens_for("public")
@require_http_methods(["GET", "POST"])
def prove(request: HttpRequest) -> HttpResponse:
    """First the number or address, then the six digits that were sent there; both on one page."""
    if request.method == "POST" and "code" in request.POST:
        return _check(request)
    form = forms.Contacting(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            contact = form.cleaned_data["contact"]
            try:
                sent = people.send_code(
                    forms.kind_of(contact), contact, "sign_in",
                    at=timezone.now(), client=frame.client(request), language=frame.language(),
                )  # fmt: skip
            except Refused as refused:
                form.add_error(None, frame.say(refused))
            else:
                told = {
                    "form": forms.Code(initial={"contact": contact}),
                    "sent": sent,
                    "next": _next(request),
                }
                return frame.page(request, "portal/prove.html", told)
    return frame.page(request, "portal/prove.html", {"form": form, "next": _next(request)}, status=status)


def _check(request: HttpRequest) -> HttpResponse:
    form = forms.Code(request.POST)
    if form.is_valid():
        contact, code = form.cleaned_data["contact"], form.cleaned_data["code"]
        kind = forms.kind_of(contact)
        try:
            person = people.check_code(
                kind, contact, "sign_in", code, at=timezone.now(), client=frame.client(request)
            )
        except Refused as refused:
            form.add_error("code", frame.say(refused))
        else:
            gate.prove_person(request, person.pk)
            claim(request)
            return redirect(_next(request))
    told = {"form": form, "sent": {"to": _("the number or address you gave")}, "next": _next(request)}
    return frame.page(request, "portal/prove.html", told, status=422)


@opens_for("public")
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget on this device who was here."""
    for name in (gate.PERSON, gate.PROVEN, frame.SEEN, frame.SAID, sending.CODES):
        request.session.pop(name, None)
    request.session.cycle_key()
    return redirect("portal:home")


def _next(request: HttpRequest) -> str:
    """Where the reader was going: only ever a page of this house."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours and wanted.startswith("/") else reverse("portal:my")
