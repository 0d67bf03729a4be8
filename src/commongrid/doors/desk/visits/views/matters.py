"""One matter of a day: where it stands, what is owed, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from commongrid.base.journal import queries as history
from commongrid.base.verdicts import Refused
from commongrid.cases import numbers
from commongrid.doors.desk import matter_choice
from commongrid.doors.desk.visits import forms, frame
from commongrid.doors.desk.visits.views.registering import CODES
from commongrid.doors.look import wording
from commongrid.doors.look.gate import actor_of, opens_for
from commongrid.doors.look.trying import went
from commongrid.registry.matters.terms import Item
from commongrid.work.visits import acts
from commongrid.work.visits.models import Matter
from commongrid.work.visits.terms import MATTER

FORMS: dict[str, type[wording.Form]] = {
    "answer": forms.Answer,
    "take_on": forms.TakeOn,
    "plan": forms.PlanForm,
    "feed_back": forms.FeedBack,
}


@opens_for("visits.see")
@require_GET
def one(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """The matter with its forms; the follow code is shown the first time only."""
    matter = frame.matter_or_404(request, matter_id)
    codes = request.session.get(CODES, {})
    code = codes.get(str(matter.pk), "")
    if code:
        request.session[CODES] = {key: value for key, value in codes.items() if key != str(matter.pk)}
    return shown(request, matter, {"code": code})


def shown(
    request: HttpRequest, matter: Matter, more: dict[str, Any], wrong: dict[str, wording.Form] | None = None
) -> HttpResponse:
    """The page; `wrong` holds a form that came back."""
    report, case = matter.report, matter.report.case
    plan = getattr(matter, "plan", None)
    first = {"matter": _pointed(report.suggestion)}
    blank = {
        name: form(initial=first if name in ("answer", "take_on") else None, auto_id=f"id_{name}_%s")
        for name, form in FORMS.items()
    }
    told: dict[str, Any] = {
        "matter": matter,
        "about": matter,
        "report": report,
        "case": case,
        "spoken": numbers.spoken(report.number),
        "plan": plan,
        "steps": list(plan.steps.order_by("n")) if plan else [],
        "calls": list(matter.calls.order_by("round")),
        "forms": {**blank, **(wrong or {})},
        "is_open": report.status in ("received", "verifying"),
        "is_late": matter.fed_back_at is None and matter.due_at < timezone.now(),
        "entries": history.history(MATTER, str(matter.pk)),
    }
    return frame.page(request, "matter", {**told, **more}, status=422 if wrong else 200)


def _pointed(suggestion: dict[str, Any]) -> str:
    found = suggestion.get("matters") or [{}]
    return str(found[0].get("code", ""))


@opens_for("visits.take")
@require_POST
def act(request: HttpRequest, matter_id: UUID, name: str) -> HttpResponse:
    """Answer it, take it on, plan it, tick a step off, give the answer; what is refused keeps what was written."""
    matter = frame.matter_or_404(request, matter_id)
    form = FORMS[name](request.POST, auto_id=f"id_{name}_%s") if name in FORMS else wording.Form(request.POST)
    deed = DEEDS.get(name)
    if deed is None:
        raise Http404
    if form.is_valid() and went(form, lambda: deed(request, matter, form.cleaned_data, form)):
        messages.success(request, _("Kept."))
        return redirect("desk:visits:matter", matter_id=matter.pk)
    return shown(request, matter, {"code": ""}, {name: form})


def _item(told: dict[str, Any]) -> Item:
    item = matter_choice.chosen(told["matter"])
    if item is None:
        raise Refused("visits.no_such_matter")
    return item


def _answer(request: HttpRequest, matter: Matter, told: dict[str, Any], form: Any) -> None:
    acts.answer(matter, _item(told), told["words"], by=actor_of(request), at=timezone.now())


def _take_on(request: HttpRequest, matter: Matter, told: dict[str, Any], form: Any) -> None:
    acts.take_on(matter, _item(told), by=actor_of(request), at=timezone.now())


def _plan(request: HttpRequest, matter: Matter, told: dict[str, Any], form: Any) -> None:
    acts.make_plan(matter, form.plan(), by=actor_of(request), at=timezone.now(), today=timezone.localdate())


def _feed_back(request: HttpRequest, matter: Matter, told: dict[str, Any], form: Any) -> None:
    acts.feed_back(matter, told["words"], by=actor_of(request), at=timezone.now())


def _step(request: HttpRequest, matter: Matter, told: dict[str, Any], form: Any) -> None:
    sent = request.POST.get("n", "")
    n = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 4 else 0
    acts.do_step(matter, n, by=actor_of(request), at=timezone.now())


DEEDS: dict[str, Callable[[HttpRequest, Matter, dict[str, Any], Any], None]] = {
    "answer": _answer, "take_on": _take_on, "plan": _plan, "feed_back": _feed_back, "step": _step,
}  # fmt: skip
