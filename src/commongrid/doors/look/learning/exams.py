"""An exam before it is begun, while it is sat, and what came of it; each page is its sitter's own."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from commongrid.base.verdicts import Refused
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.learning import asking
from commongrid.doors.look.learning.courses import account_of
from commongrid.doors.look.learning.faces import Face
from commongrid.work.training import acts, queries, rules
from commongrid.work.training.models import Certificate, Exam, Sitting


def exam_or_404(code: str) -> Exam:
    try:
        found = queries.exam(code)
    except Refused:
        raise Http404 from None
    if found.withdrawn_at is not None:
        raise Http404
    return found


@opens_for("staff")
@require_http_methods(["GET", "POST"])
def exam(request: HttpRequest, face: Face, code: str) -> HttpResponse:
    """How it is held, and the button. POST begins it, or goes on with the one that was begun."""
    found, by, now = exam_or_404(code), actor_of(request), timezone.now()
    if request.method == "POST":
        return face.leads("sitting", acts.begin(found, by=by, at=now).pk)
    courses, me = list(found.courses.all()), account_of(by)
    today = queries.sat_today(me, found, now)
    in_bank = len(queries.bank_ids(one.pk for one in courses))
    told = {
        "exam": found,
        "needed": rules.needed(found.questions, found.pass_percent),
        "courses": [edition for edition in queries.current() if edition.course in courses],
        "open": _still_open(me, found, now),
        "left": max(found.attempts_per_day - today, 0),
        "may": rules.may_sit(found.plan(), in_bank, today),
    }
    return face.shows(request, "exam", told)


def _still_open(me: int, found: Exam, now: datetime) -> Sitting | None:
    begun = queries.open_sitting(me, found)
    return begun if begun and not rules.is_over(begun.ends_at, now) else None


def sitting_or_404(request: HttpRequest, sitting_id: UUID) -> Sitting:
    try:
        return queries.sitting(sitting_id, actor_of(request).account_id)
    except Sitting.DoesNotExist:
        raise Http404 from None


@opens_for("staff")
@require_http_methods(["GET", "POST"])
def sitting(request: HttpRequest, face: Face, sitting_id: UUID) -> HttpResponse:
    """The questions as one form. POST hands it in, once; with `do=save` it is kept and gone on with."""
    one, by, now = sitting_or_404(request, sitting_id), actor_of(request), timezone.now()
    if request.method == "POST":
        given = asking.answers(request.POST)
        if request.POST.get("do") == "save":
            acts.save(one, given, by=by, at=now)
        else:
            acts.hand_in(one, given, by=by, at=now)
        return face.leads("sitting", one.pk)
    if one.handed_at is None and rules.is_over(one.ends_at, now):
        one = acts.hand_in(one, {}, by=by, at=now)
    return face.shows(request, "sitting" if one.handed_at is None else "result", _told(one))


def _told(one: Sitting) -> dict[str, object]:
    is_judged = one.handed_at is not None
    given, needed = one.given(), rules.needed(len(one.questions), one.pass_percent)
    return {
        "sitting": one,
        "exam": one.exam,
        "asked": asking.asked(queries.drawn(one), one.seed, given, judged=is_judged),
        "saved": sum(bool(chosen) for chosen in given.values()),
        "needed": needed,
        "certificate": Certificate.objects.filter(sitting_id=one.pk).first() if one.passed else None,
    }


@opens_for("staff")
@require_POST
def answer(request: HttpRequest, face: Face, sitting_id: UUID) -> HttpResponse:
    """Keep what is chosen so far; the page shows how much that is."""
    one = sitting_or_404(request, sitting_id)
    one = acts.save(one, asking.answers(request.POST), by=actor_of(request), at=timezone.now())
    return render(request, "look/learning/saved.html", _saved(one))


def _saved(one: Sitting) -> dict[str, object]:
    return {"saved": sum(bool(chosen) for chosen in one.answers.values()), "sitting": one, "is_new": True}
