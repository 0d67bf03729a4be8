"""Taking somebody down at a day that is held: two fields, and the slip to hand over."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from commongrid.doors.desk.visits import forms, frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.trying import went
from commongrid.intake import acts as intake
from commongrid.intake.suggestion import suggest
from commongrid.registry.places import queries as places
from commongrid.work.visits import acts
from commongrid.work.visits.models import Day, Matter

CODES = "visit_codes"
KEPT = 5


@opens_for("visits.take")
@require_http_methods(["GET", "POST"])
def walk_in(request: HttpRequest, day_id: UUID) -> HttpResponse:
    """Take somebody down; the same form sent twice is one matter. The follow code is shown once, on the matter's page."""
    day = frame.day_or_404(request, day_id, "visits.take")
    form = forms.WalkIn(request.POST or None, initial={"key": uuid4()})
    made: list[tuple[intake.Receipt, Matter]] = []
    if request.method == "POST" and form.is_valid():
        told, by, at = form.cleaned_data, actor_of(request), timezone.now()
        draft = _draft(form, day)
        if went(
            form,
            lambda: made.append(
                acts.walk_in(day, draft, name=told["name"], phone=told["phone"], by=by, at=at)
            ),
        ):
            receipt, matter = made[0]
            if receipt.code:
                kept = list(request.session.get(CODES, {}).items())[1 - KEPT :]
                request.session[CODES] = {**dict(kept), str(matter.pk): receipt.code}
            return redirect("desk:visits:matter", matter_id=matter.pk)
    return frame.page(
        request, "walk_in", {"form": form, "day": day, "about": day}, status=422 if form.errors else 200
    )


def _draft(form: forms.WalkIn, day: Day) -> intake.Draft:
    told = form.cleaned_data
    found = suggest(told["words"]).answer
    return intake.Draft(
        channel="visit",
        key=str(told["key"]),
        id=told["key"],
        words=told["words"],
        address=told["address"],
        area=area_of(told["address"], day.division_id),
        suggestion={"matters": [{"code": one.code, "confidence": round(one.confidence, 3)} for one in found]},
        language=get_language() or "zh-hans",
    )


def area_of(address: str, division: str) -> str:
    """The code of the place an address names, if it lies in the day's community; else the community's."""
    found = places.locate_text(address, within=division).code if address.strip() else None
    return found if found and found.startswith(division) else division
