"""Hours of a service that can be booked at a point: who serves when, and their end."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.points import frame
from commongrid.doors.desk.points.session_forms import SessionForm
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.registry.appointments import acts, queries
from commongrid.registry.places.models import ServicePoint
from commongrid.work.training import queries as training


@opens_for("points.keep")
@require_http_methods(["GET", "POST"])
def listed(request: HttpRequest, code: str) -> HttpResponse:
    """The weekly hours of a point, and one more."""
    point, today = frame.point_or_404(request, code, to_keep=True), timezone.localdate()
    servers = queries.servers(point.division_id, today)
    form = SessionForm(request.POST or None, point=point, servers=servers, initial={"valid_from": today})
    if request.method == "POST" and form.is_valid():
        told, by, now = form.cleaned_data, actor_of(request), timezone.now()
        post = next(one for one in servers if str(one.pk) == told["post"])
        try:
            acts.set_session(point, told["service"], post, form.weekly(), told["room"], by=by, at=now)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, say(refused.why))
        else:
            messages.success(request, _("Kept. Times can be booked from now on."))
            return redirect("desk:points:sessions", code=point.pk)
    return _shown(request, point, form)


def _shown(request: HttpRequest, point: ServicePoint, form: SessionForm) -> HttpResponse:
    rows = queries.at_point(point.pk, timezone.localdate())
    certified = training.certified([one.post.account_id for one in rows], timezone.localdate())
    told = {"point": point, "form": form, "rows": [(one, one.post.account_id in certified) for one in rows]}
    return frame.page(request, "sessions.html", told, status=422 if form.errors else 200)


@opens_for("points.keep")
@require_POST
def end(request: HttpRequest, code: str, session_id: UUID) -> HttpResponse:
    """Today is the last day; who booked later is told as far as they left a number."""
    point, found = frame.point_or_404(request, code, to_keep=True), queries.session(session_id)
    if found is None or found.point_id != point.pk:
        raise Http404
    try:
        today = max(timezone.localdate(), found.valid_from)
        gone = acts.end_session(found.pk, today, by=actor_of(request), at=timezone.now(), why="")
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    else:
        said = ngettext("Ended; %(n)d appointment called off.", "Ended; %(n)d appointments called off.", gone)
        messages.success(request, said % {"n": gone})
    return redirect("desk:points:sessions", code=point.pk)
