"""One question of a bank on a form. A changed question is a new one: exams that were sat keep what they asked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.training import frame
from commongrid.doors.desk.training.writing import QuestionForm
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.learning import asking
from commongrid.doors.look.sentences import say
from commongrid.doors.look.trying import went
from commongrid.work.training import acts, queries, rules
from commongrid.work.training.models import Course
from commongrid.work.training.terms import Question


@opens_for("training.run")
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, code: str, question: str = "") -> HttpResponse:
    """GET: the form. POST: in the bank from now on, or with `do=preview` only shown as it will be asked."""
    course, bank = _bank(code)
    before = next((each for each in bank if each.code == question), None)
    if question and before is None:
        raise Http404
    first = QuestionForm.told_by(before) if before else {}
    form = QuestionForm(request.POST or None, is_new=before is None, initial=first)
    told: dict[str, Any] = {"course": course, "form": form, "question": before}
    if request.method == "POST" and _is_fine(request, form):
        made = form.question(before)
        if request.POST.get("do") == "preview":
            if went(form, lambda: _demand(made)):
                told["asked"] = asking.asked([made], 0, {0: made.right}, judged=True)
        elif before is None and any(each.code == made.code for each in bank):
            form.add_error("code", _("There is a question of this code already."))
        elif went(form, lambda: _set(request, code, bank, made)):
            messages.success(request, _("Kept. Exams that were sat keep the question as it was."))
            return redirect("desk:training:bank", code)
    return frame.own(request, "question", told, status=422 if form.errors else 200)


def _is_fine(request: HttpRequest, form: QuestionForm) -> bool:
    """Looking at it needs no reason yet."""
    if request.POST.get("do") == "preview":
        form.fields["why"].required = False
    return form.is_valid()


def _demand(made: Question) -> None:
    verdict = rules.is_question(made)
    if not verdict.answer:
        raise Refused(verdict.why[0].key, **verdict.why[0].facts)


def _set(request: HttpRequest, code: str, bank: list[Question], made: Question) -> None:
    others = [each for each in bank if each.code != made.code]
    why = request.POST.get("why", "").strip()[:200]
    acts.set_questions(code, [*others, made], by=actor_of(request), at=timezone.now(), why=why)


@opens_for("training.run")
@require_POST
def retire(request: HttpRequest, code: str, question: str) -> HttpResponse:
    """It is asked no longer."""
    _course, bank = _bank(code)
    why, left = request.POST.get("why", "").strip()[:200], [each for each in bank if each.code != question]
    try:
        acts.set_questions(code, left, by=actor_of(request), at=timezone.now(), why=why)
        messages.success(request, _("It is asked no longer. Exams that were sat keep it."))
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("desk:training:bank", code)


def _bank(code: str) -> tuple[Course, list[Question]]:
    course = frame.or_404(lambda: queries.course(code))
    return course, queries.bank([course.pk])
