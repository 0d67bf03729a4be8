"""Letterboxes for the administrator: which there are, in use or not, and until when each answers."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.doors.desk.letters import forms, frame
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.doors.look.trying import went
from commongrid.registry.places import queries as places
from commongrid.work.letters import acts, queries

SHOWN = 200


@opens_for("letters.keep")
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """The boxes of the city, or of the place asked for."""
    asked = request.GET.get("q", "").strip()[:60].replace("\x00", "")
    found = places.locate_text(asked).code if asked else ""
    rows = [] if asked and not found else list(queries.all_boxes((found or "")[:12])[: SHOWN + 1])
    told = {
        "rows": rows[:SHOWN],
        "more": len(rows) > SHOWN,
        "asked": asked,
        "is_nowhere": bool(asked) and not found,
    }
    return frame.page(request, "boxes", told)


@opens_for("letters.keep")
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, code: str) -> HttpResponse:
    """One box: switched on or off, its limit with the source."""
    box = queries.box(code)
    if box is None:
        raise Http404
    require(request, "letters.keep", box)
    first = {"active": box.active, "days": box.answer_days, "source": box.answer_source}
    form = forms.Box(request.POST or None, initial=first)

    def keep() -> None:
        told = form.cleaned_data
        acts.switch_box(
            box, on=told["active"], days=told["days"], source=told["source"],
            by=actor_of(request), at=timezone.now(), why=told["why"],
        )  # fmt: skip

    if request.method == "POST" and form.is_valid() and went(form, keep):
        messages.success(request, _("Kept."))
        return redirect("desk:letters:boxes")
    return frame.page(request, "box", {"box": box, "form": form}, status=422 if form.errors else 200)
