"""Performance at the counter, and the application as files."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commongrid.base import papers as setting
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.mediation import frame
from commongrid.doors.desk.mediation.views.agreement import WORD_TYPE
from commongrid.doors.desk.mediation.views.confirmation import made_or_404
from commongrid.doors.look import attached
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.work.mediation import acts, papers, queries, rulings
from commongrid.work.mediation.models import Confirmation


@opens_for("mediation.run")
@require_POST
def performed(request: HttpRequest, number: str, nth: int, name: str) -> HttpResponse:
    """Said at the counter: it is done, it came, it has not come."""
    made, steps = made_or_404(request, number), {"done": acts.confirm_paid, "denied": acts.deny_paid}
    row = next((each for each in queries.instalments(made) if each.nth == nth), None)
    if row is None or name not in steps:
        raise Http404
    try:
        steps[name](row, by=actor_of(request), at=timezone.now())
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    else:
        messages.success(request, _("Noted. Both sides read it."))
    return redirect("desk:mediation:confirmation", number)


@opens_for("mediation.see")
@require_GET
def application(request: HttpRequest, number: str) -> HttpResponseBase:
    """The application to print and sign; with everybody's signature once all have joined."""
    found = _standing_or_404(request, number)
    return attached.one(papers.owner_of(found.pk, "copy" if found.applied_at else ""), found.number)


@opens_for("mediation.see")
@require_GET
def word(request: HttpRequest, number: str) -> HttpResponse:
    """The same words for an office program."""
    found = _standing_or_404(request, number)
    frame.parties(request, found.agreement.mediation)  # the look at each party is written
    data = setting.docx(rulings.application(queries.ruling_words(found, "")))
    answer = HttpResponse(data, content_type=WORD_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{found.number}.docx"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _standing_or_404(request: HttpRequest, number: str) -> Confirmation:
    found = queries.confirmation_of(made_or_404(request, number))
    if found is None:
        raise Http404
    return found
