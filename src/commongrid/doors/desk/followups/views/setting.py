"""The sampling plan and the script, for the administrator: what holds, and a new edition of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commongrid.doors.desk.followups import frame
from commongrid.doors.desk.followups.setting import Lines, PlanForm, ScriptForm, Shares, of_plan
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.trying import went
from commongrid.work.followups import acts, queries
from commongrid.work.followups.terms import PLAN, SCRIPT


@opens_for("admin.configuration")
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Who is called from now on; the page begins with the plan in force, or the proposed one."""
    last = queries.last(PLAN)
    now = queries.plan() or queries.proposed_plan()
    told = request.POST if request.method == "POST" else None
    form = PlanForm(told, initial=of_plan(now, last.pk if last else 0))
    rows = Shares(told, initial=of_plan(now, 0)["shares"], prefix="share")

    def keep() -> None:
        shares = tuple(share for share in (row.share() for row in rows) if share)
        told = form.cleaned_data
        acts.set_plan(
            form.plan(shares), by=actor_of(request), at=timezone.now(), why=told["why"], after=told["after"]
        )

    if told is not None and form.is_valid() and rows.is_valid() and went(form, keep):
        messages.success(request, _("Published. It holds for whatever is closed from now on."))
        return redirect("desk:followups:plan")
    return _page(request, "plan", form, rows, last)


@opens_for("admin.configuration")
@require_http_methods(["GET", "POST"])
def script(request: HttpRequest) -> HttpResponse:
    """What is said and asked from now on."""
    last = queries.last(SCRIPT)
    lines = [
        {"code": line.code, "asks": line.asks.value, "zh": line.zh, "en": line.en}
        for line in queries.script()
    ]
    told = request.POST if request.method == "POST" else None
    form = ScriptForm(told, initial={"after": last.pk if last else 0})
    rows = Lines(told, initial=lines, prefix="line")

    def keep() -> None:
        made = tuple(line for line in (row.line(n) for n, row in enumerate(rows, 1)) if line)
        told = form.cleaned_data
        acts.set_script(made, by=actor_of(request), at=timezone.now(), why=told["why"], after=told["after"])

    if told is not None and form.is_valid() and rows.is_valid() and went(form, keep):
        messages.success(request, _("Published. The next call follows it."))
        return redirect("desk:followups:script")
    return _page(request, "script", form, rows, last)


def _page(request: HttpRequest, name: str, form: Any, rows: Any, last: Any) -> HttpResponse:
    status = 422 if form.errors or (rows.is_bound and not rows.is_valid()) else 200
    return frame.page(request, name, {"form": form, "rows": rows, "last": last}, status=status)
