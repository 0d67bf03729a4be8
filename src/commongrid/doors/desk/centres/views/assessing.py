"""A centre looks at itself: the page of an assessment in every state, what is filled in, and photos of an item."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commongrid.base.files import queries as files
from commongrid.base.files.terms import Stage
from commongrid.base.journal import queries as history
from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.centres import forms, frame
from commongrid.doors.desk.centres.frame import Line
from commongrid.doors.look import pictures
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.sentences import say
from commongrid.doors.look.trying import went
from commongrid.registry.points import queries as points
from commongrid.work.centres import acts, queries, rules
from commongrid.work.centres.lifecycle import ACTS, possible
from commongrid.work.centres.models import Assessment
from commongrid.work.centres.terms import ASSESSMENT, State


@opens_for("centres.assess")
@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begin for a centre, or go on with what is open: sent twice it is one."""
    point = points.find(code)
    if point is None:
        raise Http404
    try:
        found = acts.begin(point, by=actor_of(request), at=timezone.now())
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
        return redirect("desk:centres:list")
    return redirect("desk:centres:one", assessment_id=found.pk)


@opens_for("centres.see")
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """One assessment: filled in while it is a draft, read otherwise; POST keeps it, and hands it in where that is pressed."""
    found = frame.assessment_or_404(request, assessment_id)
    if request.method == "GET":
        return shown(request, found)
    form, by, at = forms.Own(request.POST, lines=lines_of(found)), actor_of(request), timezone.now()
    if not form.is_valid() or not went(form, lambda: acts.fill(found, form.answers(), by=by, at=at)):
        return shown(request, found, own=form, status=422)
    if "submit" in request.POST:
        if not went(form, lambda: acts.submit(found, by=by, at=at)):
            return shown(request, found, own=form, status=422)
        messages.success(request, _("Handed in. The level above looks at it."))
    else:
        messages.success(request, _("Kept."))
    return redirect("desk:centres:one", assessment_id=found.pk)


@opens_for("centres.assess")
@require_POST
def photos(request: HttpRequest, assessment_id: UUID, code: str) -> HttpResponse:
    """Photos that show one item; what is filled in elsewhere stays."""
    found = frame.assessment_or_404(request, assessment_id)
    finding = queries.findings(found).get(code)
    if finding is None:
        raise Http404
    by, at = actor_of(request), timezone.now()
    try:
        taken = pictures.take_in(
            request, f"centre:{finding.pk}", Stage.EVIDENCE, by=by, at=at, keeps_place=False
        )
        for why in taken.refused:
            messages.error(request, say(why))
        if taken.photos:
            acts.add_photos(found, code, [photo.pk for photo in taken.photos], by=by, at=at)
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect(f"{request.path.rsplit('/items/', 1)[0]}/#item-{code}")


def lines_of(found: Assessment) -> list[Line]:
    """The items of an assessment with how each stands and its photos (two queries)."""
    findings = queries.findings(found)
    kept = files.photos([f"centre:{one.pk}" for one in findings.values()])
    by_owner: dict[str, list[Any]] = {}
    for photo in kept:
        by_owner.setdefault(photo.owner, []).append(photo)
    return [
        Line(
            item,
            frame.words_of(item),
            findings[item.code],
            pictures.shown(by_owner.get(f"centre:{findings[item.code].pk}", [])),
        )
        for item in queries.standard_of(found.edition).items
    ]


def shown(
    request: HttpRequest,
    found: Assessment,
    *,
    own: Any = None,
    review: Any = None,
    say_form: Any = None,
    answer: Any = None,
    status: int = 200,
) -> HttpResponse:
    """The page in its state; a form that came back keeps what was filled in."""
    actor, lines = actor_of(request), lines_of(found)
    facts = queries.facts_of(found.point)
    may_review = rules.may_review(actor.area, found.area, is_own=actor.account_id == found.submitted_by)
    told = {
        "found": found,
        "parts": frame.by_part(lines),
        "lacking": [line for line in lines if line.stands != "yes"],
        "facts": [name for name, is_so in facts.items() if is_so],
        "can": set(possible(State(found.state))),
        "level": str(rules.level_of(found.area)),
        "above": may_review,
        "own": own or forms.Own(lines=lines),
        "review": review or forms.Review(lines=lines),
        "say_form": say_form or forms.Say(),
        "answer": answer or forms.Answer(lines=lines),
        "entries": history.history(ASSESSMENT, str(found.pk)),
        "acts": ACTS,
    }
    return frame.page(request, "one", told, status=status)
