"""Tasks for captains: what was asked, how far it is, and asking anew."""

from __future__ import annotations

import secrets
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.access import rules as access
from commongrid.base.journal import queries as history
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.captains import forms, frame
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.doors.look.sentences import say
from commongrid.work.captains import acts, queries
from commongrid.work.captains.terms import TASK

MOST = 200
A_WEEK = timedelta(days=7)


@opens_for("captains.see")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """What captains of the reader's area were asked, the newest first."""
    return frame.page(request, "tasks.html", {"rows": queries.tasks(actor_of(request))})


@opens_for("captains.ask")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask captains of an area for something; each is told once."""
    actor = actor_of(request)
    first = {"key": secrets.token_urlsafe(18), "area": actor.area, "due_on": timezone.localdate() + A_WEEK}
    form = forms.TaskForm(request.POST or None, actor=actor, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.ask(form.asking(), form.cleaned_data["key"], by=actor, at=timezone.now())
            messages.success(request, _("Asked. Every captain there is told."))
            return redirect("desk:captains:task", task_id=made.pk)
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, say(refused.why))
    return frame.page(request, "task_new.html", {"form": form}, status=422 if form.errors else 200)


@opens_for("captains.see")
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """What came back from each building, those not answered first; POST withdraws it with a reason."""
    found, actor = queries.task(task_id), actor_of(request)
    if found is None:
        raise Http404
    require(request, "captains.see", found)
    if request.method == "POST":
        why = request.POST.get("why", "").replace("\x00", "")[:200]
        try:
            acts.withdraw_task(found, why=why, by=actor, at=timezone.now())
        except NotAllowed:
            raise
        except Refused as refused:
            messages.error(request, say(refused.why))
        return redirect("desk:captains:task", task_id=found.pk)
    told = {
        "task": found,
        "items": queries.items_of(found, MOST),
        "entries": list(reversed(history.history(TASK, str(found.pk))))[:MOST],
        "may_withdraw": found.withdrawn_at is None and access.may(actor, "captains.ask", found).answer,
    }
    return frame.page(request, "task.html", told)
