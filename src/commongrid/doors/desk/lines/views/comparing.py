"""Their list beside ours: what is missing on either side. And trying again what did not arrive."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from commongrid.doors.desk import frame as desk
from commongrid.doors.desk.lines import forms, frame
from commongrid.doors.desk.lines.views.listing import about
from commongrid.doors.look import downloads
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.work.lines import acts, queries, rules

COLUMNS = ("ticket", "missing")


@opens_for("lines.see")
@require_POST
def compare(request: HttpRequest, code: str) -> HttpResponseBase:
    """Compare an uploaded list of theirs with the ledger; nothing of it is kept."""
    line, period = frame.line_or_404(request, code), frame.period_of(request)
    form = forms.TheirList(request.POST, request.FILES, columns=line.map.get("columns", {}).get("id", ""))
    told = about(request, line, period)
    if not form.is_valid():
        return desk.page(request, "desk/lines/one.html", {**told, "form": form}, status=422)
    theirs: list[str] = form.cleaned_data["theirs"]
    ours = queries.numbers(line, since=period.since, until=period.until)
    found = rules.compare(theirs, dict.fromkeys([*ours, *sorted(queries.by_their_ids(line, theirs))]))
    if request.POST.get("out") == "csv":
        if answer := downloads.held_back(request, "lines", "csv"):
            return answer
        rows = [(number, "ours") for number in found.only_theirs] + [
            (number, "theirs") for number in found.only_ours
        ]
        return downloads.csv(rows, COLUMNS, f"{line.pk}-missing-{period.first}-{period.last}.csv")
    return desk.page(
        request, "desk/lines/one.html", {**told, "form": form, "found": found, "theirs": len(theirs)}
    )


@opens_for("lines.keep")
@require_POST
def again(request: HttpRequest, code: str) -> HttpResponse:
    """Try every receipt that has not arrived anew, now."""
    line = frame.line_or_404(request, code, "lines.keep")
    count = acts.try_again(line, by=actor_of(request), at=timezone.now())
    told = ngettext("%(count)d answer is tried again.", "%(count)d answers are tried again.", count)
    messages.success(request, told % {"count": count} if count else _("Nothing is owed to this line."))
    return redirect("desk:lines:one", code=line.pk)
