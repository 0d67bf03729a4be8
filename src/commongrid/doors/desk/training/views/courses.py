"""A course from its first draft to its editions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commongrid.base.verdicts import NotAllowed, Refused
from commongrid.doors.desk.training import forms, frame
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.learning import reading
from commongrid.doors.look.sentences import say
from commongrid.doors.look.trying import went
from commongrid.work.training import acts, queries, texts
from commongrid.work.training.models import Edition
from commongrid.work.training.terms import Content


@opens_for("training.run")
@require_GET
def one(request: HttpRequest, code: str) -> HttpResponse:
    """A course: its draft as it will be read with what still keeps it, its editions, its bank."""
    course = frame.or_404(lambda: queries.course(code))
    draft, current = queries.draft_of(course), queries.current_of(code)
    shown, language = draft or current, get_language() or "zh-hans"
    told: dict[str, Any] = {
        "course": course,
        "draft": draft,
        "current": current,
        "shown": shown,
        "pages": [(each.title, reading.as_html(each.text)) for each in shown.pages(language)]
        if shown
        else [],
        "faults": list(texts.faults(draft.content())) if draft else [],
        "editions": queries.editions(course),
        "many": len(queries.bank_ids([course.pk])),
    }
    return frame.own(request, "course", told)


@opens_for("training.run")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str = "") -> HttpResponse:
    """Write the draft; published it is by a button of its own."""
    course = frame.or_404(lambda: queries.course(code)) if code else None
    kept = (queries.draft_of(course) or queries.current_of(code)) if course else None
    form = forms.CourseForm(
        request.POST or None, request.FILES or None, is_new=not code, initial=_first(kept)
    )
    if request.method == "POST" and form.is_valid():
        chosen = code or form.cleaned_data["code"]
        if went(form, lambda: _write(request, chosen, form, kept)):
            messages.success(request, _("The draft is kept. Nobody else sees it before it is published."))
            return redirect("desk:training:course_run", chosen)
    return frame.own(request, "edit", {"form": form, "course": course}, status=422 if form.errors else 200)


def _write(request: HttpRequest, code: str, form: forms.CourseForm, kept: Edition | None) -> None:
    by, at = actor_of(request), timezone.now()
    content: Content = form.content(kept.content() if kept else None)
    acts.draft(code, content, by=by, at=at)
    if sent := form.cleaned_data["document"]:
        acts.attach(code, sent, sent.name, by=by, at=at)


def _first(kept: Edition | None) -> dict[str, object]:
    said = kept.content() if kept else None
    return {name: getattr(said, name) for name in said.__dataclass_fields__} if said else {"minutes": 30}


@opens_for("training.run")
@require_POST
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """The draft becomes what everybody reads."""
    why = request.POST.get("why", "").strip()[:200]
    try:
        edition = acts.publish(code, by=actor_of(request), at=timezone.now(), why=why)
        messages.success(request, _("Published as edition %(n)d.") % {"n": edition.number})
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, say(refused.why))
    return redirect("desk:training:course_run", code)


@opens_for("training.run")
@require_POST
def state(request: HttpRequest, code: str) -> HttpResponse:
    """Withdraw a course, or take it up again, with a reason."""
    course = frame.or_404(lambda: queries.course(code))
    why = request.POST.get("why", "").strip()[:200]
    if not why:
        messages.error(request, _("Say why: it stands in the journal."))
        return redirect("desk:training:course_run", code)
    act = acts.resume_course if course.withdrawn_at else acts.withdraw_course
    act(code, by=actor_of(request), at=timezone.now(), why=why)
    messages.success(request, _("Done. Certificates that name it stand."))
    return redirect("desk:training:course_run", code)
