"""What moves an assessment on: given back, graded, contested, answered, dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commongrid.doors.desk.centres import forms, frame
from commongrid.doors.desk.centres.views.assessing import lines_of, shown
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.trying import went
from commongrid.work.centres import acts
from commongrid.work.centres.models import Assessment

type Deed = Callable[[Assessment, Any, dict[str, Any]], object]


def _grade(found: Assessment, form: Any, who: dict[str, Any]) -> object:
    return acts.grade(found, form.lowered(), on_the_spot=form.cleaned_data["on_the_spot"], **who)


def _answer(found: Assessment, form: Any, who: dict[str, Any]) -> object:
    return acts.answer_appeal(found, form.cleaned_data["raised"], form.cleaned_data["answer"], **who)


DEEDS: dict[str, tuple[str, Deed]] = {
    "grade": ("review", _grade),
    "answer_appeal": ("answer", _answer),
    "give_back": (
        "say_form",
        lambda found, form, who: acts.give_back(found, why=form.cleaned_data["why"], **who),
    ),
    "appeal": ("say_form", lambda found, form, who: acts.appeal(found, form.cleaned_data["why"], **who)),
    "drop": ("", lambda found, form, who: acts.drop(found, **who)),
}


@opens_for("centres.assess", "centres.review", "centres.decide_appeal")
@require_POST
def act(request: HttpRequest, assessment_id: UUID, name: str) -> HttpResponse:
    """One act; what is refused says why above its form, and everything filled in is kept."""
    found = frame.assessment_or_404(request, assessment_id)
    if name not in DEEDS:
        raise Http404
    kind, deed = DEEDS[name]
    form = _form(kind, request, found)
    who = {"by": actor_of(request), "at": timezone.now()}
    if form.is_valid() and went(form, lambda: deed(found, form, who)):
        messages.success(request, _("Kept."))
        return redirect("desk:centres:one", assessment_id=found.pk)
    return shown(request, found, **({kind: form} if kind else {"say_form": form}), status=422)


def _form(kind: str, request: HttpRequest, found: Assessment) -> django_forms.Form:
    if kind == "review":
        return forms.Review(request.POST, lines=lines_of(found))
    if kind == "answer":
        return forms.Answer(request.POST, lines=lines_of(found))
    return forms.Say(request.POST) if kind else django_forms.Form(request.POST)
