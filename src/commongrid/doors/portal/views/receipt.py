"""After sending: the number, who has it, by when; and finding one's matter again by number and code."""

from __future__ import annotations

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.verdicts import Refused
from commongrid.cases import numbers
from commongrid.doors.look import gate
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import forms, frame, sending, standing
from commongrid.intake import acts as intake
from commongrid.intake import queries
from commongrid.intake.models import Report
from commongrid.registry.people.terms import Limit

TRY_FROM_ONE = (Limit("hour", 3600, 20), Limit("day", 86400, 60))
"""Numbers and codes tried by one client."""
TRY_ONE_NUMBER = (Limit("hour", 3600, 10), Limit("day", 86400, 30))
"""Codes tried for one number, by whomever: 31⁶ codes are out of reach."""


def own_or_404(request: HttpRequest, number: str) -> Report:
    """A report that belongs to whoever is here; another's is not there."""
    wanted = numbers.clean(number)
    report = next((one for one in gate.own_reports(request) if one.number == wanted), None)
    if report is None:
        raise Http404
    return report


@opens_for("resident")
@require_GET
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """It has arrived: the number to read out, the code once, who has it and by when."""
    report, now = own_or_404(request, number), timezone.now()
    frame.remember_seen(request, report)
    link = request.build_absolute_uri(f"{reverse('portal:follow')}?number={report.number}")
    code = sending.code_of(request, report)
    told = {
        "report": report,
        "standing": standing.of(report, now),
        "spoken": numbers.spoken(report.number),
        "code": code,
        "is_proven": gate.person_id(request) is not None,
        "link": link,
        "qr": segno.make(f"{link}#{code}" if code else link, error="m").svg_inline(
            scale=4, border=2, svgclass="qr", lineclass=None, omitsize=True
        ),
    }
    return frame.page(request, "portal/receipt.html", told)


@opens_for("public")
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """A matter by the number and the code of its report."""
    form = forms.Follow(request.POST or None, initial={"number": request.GET.get("number", "")[:40]})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            seconds = _too_often(request, form.cleaned_data["number"])
            report = None if seconds else queries.by_number(**form.cleaned_data)
            if report is not None:
                return _found(request, report)
            status = 429 if seconds else 422
            form.add_error(None, _why_not(seconds))
    return frame.page(request, "portal/follow.html", {"form": form}, status=status)


def _too_often(request: HttpRequest, number: str) -> int:
    now = timezone.now()
    wanted = numbers.clean(number)[:40]
    return max(
        frame.slow_down(request, "follow", TRY_FROM_ONE, at=now),
        frame.slow_down(request, "follow-number", TRY_ONE_NUMBER, at=now, who=wanted),
    )


def _why_not(seconds: int) -> str:
    if seconds:
        return _("Too many tries. Please wait %(n)d minutes, or prove your phone number instead.") % {
            "n": -(-seconds // 60)
        }
    return _("Number and code do not belong together. Nothing is lost: look at both again.")


def _found(request: HttpRequest, report: Report) -> HttpResponse:
    gate.prove_report(request, report)
    claim(request)
    return redirect("portal:matter", number=report.number)


def claim(request: HttpRequest) -> None:
    """What was proven by code belongs from now on to the person who has proven a contact."""
    person = gate.person_id(request)
    if person is None:
        return
    own = gate.own_reports(request)
    by = queries.reporter(person, own)
    try:
        intake.claim_all([one for one in own if one.person_id is None], person, by=by, at=timezone.now())
    except Refused:
        return
