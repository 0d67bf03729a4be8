"""Performance, as a party: what is owed by when, say it is done, confirm it came, draw up an application for enforcement."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.look import attached, gate
from commongrid.doors.look.gate import opens_for
from commongrid.doors.portal import frame
from commongrid.doors.portal import performance as telling
from commongrid.doors.portal.confirmation_forms import PaidForm
from commongrid.doors.portal.views.confirmation import effective_or_404
from commongrid.doors.portal.views.mediation import BRING_ONE, prove_first
from commongrid.work.mediation import acts, papers
from commongrid.work.mediation.models import Agreement, Instalment, Party


@opens_for("resident")
@require_GET
def page(request: HttpRequest, number: str) -> HttpResponse:
    """Every payment and deed with its day; what is late; what is open to me."""
    if gate.person_id(request) is None:
        return prove_first(request)
    made, party = effective_or_404(request, number)
    return _show(request, made, party)


def _show(
    request: HttpRequest, made: Agreement, party: Party, form: PaidForm | None = None, status: int = 200
) -> HttpResponse:
    told = {**telling.performance(made, party, timezone.now()), "paid": form or PaidForm(), "wrong": form}
    return frame.page(request, "portal/performance.html", told, status=status)


@opens_for("resident")
@require_POST
def act(request: HttpRequest, number: str, nth: int, name: str) -> HttpResponse:
    """Say that it is done, confirm that it came, or say that it has not."""
    made, party = effective_or_404(request, number)
    row = _row_or_404(made, nth, party)
    at, by = timezone.now(), frame.resident(request)
    if seconds := frame.slow_down(request, "mediation-act", BRING_ONE, at=at, who=str(party.pk)):
        return frame.too_often(request, seconds)
    form = PaidForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, made, party, form, 422)
    try:
        if name == "said":
            acts.say_paid(row, form.cleaned_data["file"], by=by, at=at)
        elif name == "done":
            acts.confirm_paid(row, by=by, at=at)
        elif name == "denied":
            acts.deny_paid(row, by=by, at=at)
        else:
            raise Http404
    except NotAllowed:
        raise
    except Refused as refused:
        form.add_error(None, frame.say(refused))
        return _show(request, made, party, form, 422)
    messages.success(request, _("Noted. The other side is told."))
    return redirect("portal:performance", number=number)


@opens_for("resident")
@require_GET
def proof(request: HttpRequest, number: str, nth: int) -> HttpResponseBase:
    """The proof that was added."""
    made, party = effective_or_404(request, number)
    return attached.one(papers.owner_of(_row_or_404(made, nth, party).pk), f"{made.number}-{nth}")


@opens_for("resident")
@require_POST
def enforcement(request: HttpRequest, number: str) -> HttpResponse:
    """The application for enforcement as PDF, of all that is late towards me."""
    made, party = effective_or_404(request, number)
    at = timezone.now()
    if seconds := frame.slow_down(request, "mediation-act", BRING_ONE, at=at, who=str(party.pk)):
        return frame.too_often(request, seconds)
    try:
        data = acts.draw_enforcement(made, party, by=frame.resident(request), at=at)
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, frame.say(refused))
        return redirect("portal:performance", number=number)
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{made.number}-enforcement.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _row_or_404(made: Agreement, nth: int, party: Party) -> Instalment:
    row = telling.row_or_none(made, nth, party)
    if row is None:
        raise Http404
    return row
