"""The captain's monthly look through a building: the questions, what happens with each gap, and what came of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.base.files.terms import Stage
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.field import counting, forms, frame, kept, sending
from commongrid.doors.field.views.buildings import SERVE, building_or_404
from commongrid.doors.look.gate import actor_of, opens_for, require
from commongrid.doors.look.sentences import say
from commongrid.registry.checklists.terms import Checklist
from commongrid.registry.premises.models import Premises
from commongrid.work.captains import acts, queries, rules
from commongrid.work.captains.terms import Mending, Told, Way

WAYS = [str(way) for way in Way]


@opens_for(SERVE)
@sending.sendable
@require_http_methods(["GET", "POST"])
def look(request: HttpRequest, code: str, checklist: str) -> HttpResponse:
    """One page for one look; sent twice is once, and what is missing is said."""
    place = building_or_404(request, code)
    whole = _whole(request, place, checklist)
    first = {"key": forms.new_key(), "edition": whole.edition_id}
    form = counting.Look(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        made = rules.captaincy_id(actor_of(request).account_id, form.cleaned_data["key"])
        _take(request, form, whole, made)
        if not form.errors and (sent := _send(request, form, place, whole)):
            return sent
    return _show(request, form, place, whole)


def _whole(request: HttpRequest, place: Premises, code: str) -> Checklist:
    """The list in force, or the one a form that waited on the phone was made with."""
    current = next((each for each in queries.offered(place) if each.code == code), None)
    if current is None:
        raise Http404
    edition = request.POST.get("edition", "")
    if not edition.isdecimal() or int(edition) == current.edition_id:
        return current
    return queries.to_ask(place, int(edition))


def _take(request: HttpRequest, form: counting.Look, whole: Checklist, made: UUID) -> None:
    """Photos of gaps that are handed on go to the report they will stand with."""
    by, at = actor_of(request), timezone.now()
    for each in whole.questions:
        name = f"photos-{each.code}"
        sent = name in request.FILES or f"{name}_sent" in request.POST
        if sent and request.POST.get(f"way-{each.code}") == Way.HELP:
            kept.take(
                request, form, queries.photo_owner(made, each.code), Stage.BEFORE, by=by, at=at, name=name
            )


def _send(
    request: HttpRequest, form: counting.Look, place: Premises, whole: Checklist
) -> HttpResponse | None:
    post, codes = request.POST, [each.code for each in whole.questions]
    ways = {code: post.get(f"way-{code}", "") for code in codes}
    told = Told(
        key=form.cleaned_data["key"],
        edition_id=whole.edition_id,
        given={code: post.get(f"a-{code}", "").replace("\x00", "")[:200] for code in codes},
        mendings={code: _mending(request, code, way) for code, way in ways.items() if way in WAYS},
    )
    try:
        made = acts.look_through(place, told, by=actor_of(request), at=timezone.now())
    except NotAllowed:
        raise
    except Refused as refused:
        form.add_error(None, say(refused.why))
        return None
    return redirect("field:looked", look_id=made.pk)


def _mending(request: HttpRequest, code: str, way: str) -> Mending:
    try:
        day = parse_date(request.POST.get(f"day-{code}", ""))
    except ValueError:
        day = None
    return Mending(Way(way), day if way == Way.MEND else None)


def _show(request: HttpRequest, form: counting.Look, place: Premises, whole: Checklist) -> HttpResponse:
    today, policy = timezone.localdate(), queries.policy()
    context: dict[str, Any] = {
        "premises": place,
        "form": form,
        "name": whole.name(get_language() or "zh-hans"),
        "checklist": whole,
        "asked": [counting.asked(each, request.POST) for each in whole.questions],
        "first_day": today,
        "last_day": today + timedelta(days=policy.mend_at_most_days),
    }
    return frame.page(
        request, "field/look.html", context, tab="buildings", status=422 if form.errors else 200
    )


@opens_for(SERVE, "captains.see")
@require_GET
def looked(request: HttpRequest, look_id: UUID) -> HttpResponse:
    """What came of one look: gaps with their day, or the number of the report."""
    found = queries.check(look_id)
    if found is None:
        raise Http404
    is_own = found.premises.captain_id is not None and found.premises.captain_id == actor_of(request).post_id
    if not is_own:
        require(request, "captains.see", found)
    words = "en" if (get_language() or "").startswith("en") else "zh"
    questions = {each["code"]: each[words] for each in found.edition.questions}
    told = {
        "look": found,
        "premises": found.premises,
        "is_own": is_own,
        "gaps": [(gap, questions.get(gap.question, gap.question)) for gap in queries.gap_lines(found)],
    }
    return frame.page(request, "field/looked.html", told, tab="buildings")
