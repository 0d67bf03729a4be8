"""Exams and kinds of certificate: made, changed, withdrawn."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commongrid.doors.desk.training import forms, frame, setting
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.trying import went
from commongrid.work.training import acts, queries
from commongrid.work.training.models import CertificateKind, Exam


@opens_for("training.run")
@require_http_methods(["GET", "POST"])
def kind(request: HttpRequest, code: str = "") -> HttpResponse:
    """A kind of certificate; another length holds for those issued from now on."""
    found = next((one for one in queries.kinds() if one.code == code), None)
    if code and found is None:
        raise Http404
    form = setting.KindForm(request.POST or None, is_new=not code, initial=_first(found))
    if request.method == "POST" and form.is_valid():
        by, at, told = actor_of(request), timezone.now(), form.cleaned_data
        if went(form, lambda: acts.set_kind(form.plan(code), by=by, at=at, why=told["why"])):
            messages.success(request, _("Kept."))
            return redirect("desk:training:run")
    return frame.own(request, "kind", {"form": form, "kind": found}, status=422 if form.errors else 200)


def _first(found: CertificateKind | None) -> dict[str, object]:
    if found is None:
        return {"months": 24}
    return {"code": found.code, "zh": found.zh, "en": found.en, "months": found.months}


@opens_for("training.run")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str = "") -> HttpResponse:
    """How an exam is held from now on."""
    exam = frame.or_404(lambda: queries.exam(code)) if code else None
    language = get_language() or "zh-hans"
    courses = [(one.course.code, one.name(language)) for one in queries.current()]
    kinds, first = queries.kinds(), _of(exam)
    form = setting.ExamForm(
        request.POST or None, is_new=not code, courses=courses, kinds=kinds, initial=first
    )
    if request.method == "POST" and form.is_valid():
        by, at, told = actor_of(request), timezone.now(), form.cleaned_data
        if went(form, lambda: acts.set_exam(form.plan(code), by=by, at=at, why=told["why"])):
            messages.success(request, _("Kept. Who sits it already goes on as they began."))
            return redirect("desk:training:run")
    told_page = {"form": form, "exam": exam, "state": forms.Why(auto_id="state_%s")}
    return frame.own(request, "exam", told_page, status=422 if form.errors else 200)


def _of(exam: Exam | None) -> dict[str, object]:
    if exam is None:
        return {"questions": 10, "minutes": 30, "pass_percent": 80, "attempts_per_day": 3}
    plan = exam.plan()
    return {name: getattr(plan, name) for name in plan.__dataclass_fields__}


@opens_for("training.run")
@require_POST
def state(request: HttpRequest, code: str) -> HttpResponse:
    """Withdraw an exam, or hold it again, with a reason."""
    exam = frame.or_404(lambda: queries.exam(code))
    why = request.POST.get("why", "").strip()[:200]
    if not why:
        messages.error(request, _("Say why: it stands in the journal."))
        return redirect("desk:training:exam_edit", code)
    act = acts.resume_exam if exam.withdrawn_at else acts.withdraw_exam
    act(code, by=actor_of(request), at=timezone.now(), why=why)
    messages.success(request, _("Done. Certificates it gave stand."))
    return redirect("desk:training:exam_edit", code)
