"""A course's bank of questions: seen, taken away, and set anew from a table that is checked first."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from commongrid.doors.desk.training import forms, frame
from commongrid.doors.look import downloads
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.learning import asking
from commongrid.doors.look.sentences import say
from commongrid.work.training import acts, queries, tables
from commongrid.work.training.terms import Question

SHOWN = 200


@opens_for("training.run")
@require_http_methods(["GET", "POST"])
def bank(request: HttpRequest, code: str) -> HttpResponse:
    """GET: the questions in use. POST: a table is checked; with `table` as it was checked and a reason, it is taken in."""
    course = frame.or_404(lambda: queries.course(code))
    if "table" in request.POST:
        return _take_in(request, code)
    form = forms.TableForm(request.POST or None, request.FILES or None)
    known = queries.bank([course.pk])
    told: dict[str, Any] = {"course": course, "form": form, "asked": _shown(known)}
    if request.method == "POST" and form.is_valid():
        table = form.cleaned_data["file"]
        questions, faults = tables.read(table)
        told |= {
            "faults": faults,
            "table": "" if faults else table,
            "asked": _shown(questions),
            "why": forms.Why(),
        }
        told["changed"] = _changed(known, questions)
        return frame.own(request, "questions", told, status=422 if faults else 200)
    return frame.own(request, "questions", told, status=422 if form.errors else 200)


def _shown(questions: list[Question]) -> list[tuple[asking.Asked, str]]:
    some = questions[:SHOWN]
    asked = asking.asked(some, 0, {one.pk: one.right for one in some}, judged=True)
    return [(each, one.code) for each, one in zip(asked, some, strict=True)]


def _changed(known: list[Question], new: list[Question]) -> dict[str, int]:
    old = {one.code for one in known}
    codes = {one.code for one in new}
    return {"new": len(codes - old), "gone": len(old - codes), "all": len(new)}


def _take_in(request: HttpRequest, code: str) -> HttpResponse:
    questions, faults = tables.read(request.POST["table"])
    why = request.POST.get("why", "").strip()[:200]
    if faults or not why:
        for fault in faults[:1]:
            messages.error(request, say(fault.why))
        if not why:
            messages.error(
                request,
                _("Say why: it stands in the journal. Nothing was taken in; please send the table again."),
            )
        return redirect("desk:training:bank", code)
    many = acts.set_questions(code, questions, by=actor_of(request), at=timezone.now(), why=why)
    words = ngettext("%(n)d question came, changed or went.", "%(n)d questions came, changed or went.", many)
    messages.success(
        request, words % {"n": many} if many else _("These are the questions that are asked already.")
    )
    return redirect("desk:training:bank", code)


@opens_for("training.run")
@require_GET
def table(request: HttpRequest, code: str) -> StreamingHttpResponse:
    """The bank as CSV: to change, and to send back."""
    course = frame.or_404(lambda: queries.course(code))
    return downloads.csv(tables.written(queries.bank([course.pk])), tables.COLUMNS, f"{code}.csv")
