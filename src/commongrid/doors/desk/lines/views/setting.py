"""A line switched on or off, and its limit."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk import frame as desk
from commongrid.doors.desk.lines import forms, frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.work.lines import acts


@opens_for("lines.keep")
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, code: str) -> HttpResponse:
    """The form; what is refused keeps what was filled in."""
    line = frame.line_or_404(request, code, "lines.keep")
    first = {"active": line.active, "days": line.answer_days, "source": line.answer_source}
    form = forms.LineForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            acts.switch_line(
                line, on=told["active"], days=told["days"], source=told["source"],
                by=actor_of(request), at=timezone.now(), why=told["why"],
            )  # fmt: skip
        except NotAllowed:
            raise
        except Refused as refused:
            form.add_error(None, say(refused.why))
        else:
            messages.success(request, _("Kept."))
            return redirect("desk:lines:one", code=line.pk)
    told_page = {"line": line, "form": form}
    return desk.page(request, "desk/lines/set.html", told_page, status=422 if form.errors else 200)
