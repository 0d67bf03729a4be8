"""A few questions after a course."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.learning import asking
from commongrid.doors.look.learning.courses import edition_or_404
from commongrid.doors.look.learning.faces import Face
from commongrid.work.training import acts, queries, rules
from commongrid.work.training.terms import QUIZ


@opens_for("staff")
@require_http_methods(["GET", "POST"])
def quiz(request: HttpRequest, face: Face, code: str) -> HttpResponse:
    """A few questions of the course. POST tells what is right and why; no answer is kept.

    The copy a device holds for later carries what is right: without signal it tells so itself, and sends that it was done.
    """
    return face.takes(_quiz)(request, face, code)


def _quiz(request: HttpRequest, face: Face, code: str) -> HttpResponse:
    edition = edition_or_404(code)
    bank = {one.pk: one for one in queries.bank([edition.course_id])}
    if not bank:
        raise Http404
    if request.method == "POST" and "finished" in request.POST:
        acts.finish_quiz(edition, by=actor_of(request), at=timezone.now())
        return face.leads("course", code)
    seed = _seed(request.POST.get("seed", "")) if request.method == "POST" else secrets.randbelow(10**9)
    questions = [bank[pk] for pk in rules.draw(seed, bank, QUIZ)]
    is_judged = request.method == "POST"
    given = asking.answers(request.POST) if is_judged else asking.NOTHING
    shown = asking.asked(questions, seed, given, judged=is_judged)
    if is_judged:
        acts.finish_quiz(edition, by=actor_of(request), at=timezone.now())
        if all(one.is_right for one in shown):
            messages.success(request, _("All right. Well done."))
    told = {
        "edition": edition,
        "asked": shown,
        "seed": seed,
        "is_judged": is_judged,
        "is_held": "X-Holding" in request.headers,
        "right": sum(bool(one.is_right) for one in shown),
    }
    return face.shows(request, "quiz", told)


def _seed(sent: str) -> int:
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 12 else 0
